import React, { useEffect, useRef, useState, type FC } from 'react';
import { ApiClient, useTranslation } from 'adminjs';
import { useLocation, useNavigate } from 'react-router-dom';
import type { CaseAnswer } from '../case/member-case.js';
import { CaseMembers } from './case-members.js';
import { CaseSearch } from './case-search.js';
import { CaseView } from './case-view.js';

type Question = Readonly<Partial<Record<'query' | 'member' | 'issued', string>>>;
type Refusal = { response?: { data?: { detail?: string; query?: readonly string[] } } };

export const CASE_PAGE = '/admin/pages/case';

/** Finds out why a member got no coupon. */
export const MemberCase: FC = () => {
  const { translateComponent } = useTranslation();
  const say = (key: string): string => translateComponent(`MemberCase.${key}`);
  const { state, search } = useLocation() as { state: Question | null; search: string };
  const navigate = useNavigate();
  const [answer, setAnswer] = useState<CaseAnswer>();
  const [problem, setProblem] = useState('');
  const [isSearching, setSearching] = useState(false);
  const latest = useRef(0);

  const ask = (question: Question): void => {
    const number = ++latest.current;
    const data = new FormData();
    for (const [name, value] of Object.entries(question)) data.set(name, value);
    setSearching(true);
    setProblem('');
    new ApiClient()
      .getPage<CaseAnswer>({ pageName: 'case', method: 'POST', data })
      .then(
        ({ data: found }) => number === latest.current && setAnswer(found),
        ({ response }: Refusal) => {
          if (number !== latest.current) return;
          setAnswer(undefined);
          setProblem(response?.data?.query?.[0] ?? response?.data?.detail ?? say('failed'));
        },
      )
      .finally(() => number === latest.current && setSearching(false));
  };

  // A search from the dashboard, or a link from a record's page.
  useEffect(() => {
    const { query } = state ?? {};
    const named = Object.fromEntries(new URLSearchParams(search)) as Question;
    if (query) {
      navigate(CASE_PAGE, { replace: true, state: null });
      ask({ query });
    } else if (named.member) ask({ member: named.member });
    else if (named.issued) ask({ issued: named.issued });
  }, [search]);

  return (
    <div className="member-case">
      <h1>{say('title')}</h1>
      <CaseSearch onSearch={(query) => ask({ query })} isSearching={isSearching} problem={problem} />
      <div aria-live="polite" aria-busy={isSearching}>
        {answer?.kind === 'nothing' && (
          <div className="case-nothing">
            <p>
              <strong>{say('nothing')}</strong>
            </p>
            <p>{say('tryThis')}</p>
          </div>
        )}
        {answer?.kind === 'members' && <CaseMembers {...answer} onChoose={(id) => ask({ member: String(id) })} />}
        {answer?.kind === 'case' && <CaseView found={answer} />}
      </div>
    </div>
  );
};
