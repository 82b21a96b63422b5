import React, { useState, type FC, type FormEvent } from 'react';
import { useTranslation } from 'adminjs';
import { PLAIN_TEXT } from './plain-text.js';

type Props = { onSearch: (typed: string) => void; isSearching?: boolean; problem?: string };

/** The field for an e-mail or a coupon code. What is typed is sent by POST only, so that no address contains it. */
export const CaseSearch: FC<Props> = ({ onSearch, isSearching = false, problem = '' }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string): string => translateComponent(`MemberCase.${key}`);
  const [typed, setTyped] = useState('');
  const search = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onSearch(typed.trim());
  };
  return (
    <form className="case-search" role="search" aria-label={say('title')} onSubmit={search}>
      <label htmlFor="case-query">{say('query')}</label>
      <span className="case-search-line">
        <input
          id="case-query"
          {...PLAIN_TEXT}
          value={typed}
          aria-describedby="case-query-help"
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="submit" className="plain-button" disabled={isSearching || typed.trim() === ''}>
          {say('search')}
        </button>
      </span>
      <p id="case-query-help" className="hint">
        {say('help')}
      </p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
};
