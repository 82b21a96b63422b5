import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import type { FoundMember } from '../case/member-case.js';

type Props = { members: readonly FoundMember[]; hasMore: boolean; onChoose: (id: number) => void };

/** The members whose e-mail begins with the typed text. */
export const CaseMembers: FC<Props> = ({ members, hasMore, onChoose }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`MemberCase.${key}`, options);
  return (
    <section>
      <h2>{say('choose')}</h2>
      <ul className="case-members">
        {members.map(({ id, email }) => (
          <li key={id}>
            <button type="button" className="plain-button" onClick={() => onChoose(id)}>
              <bdi>{email}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {hasMore && <p className="hint">{say('moreMembers', { count: members.length })}</p>}
    </section>
  );
};
