import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import { useNavigate } from 'react-router-dom';
import { CaseSearch } from './case-search.js';
import { useMayRun } from './may-run.js';
import { CASE_PAGE } from './member-case.js';

/** The search for a member's case, on the dashboard. */
export const DashboardCase: FC = () => {
  const { translateComponent } = useTranslation();
  const navigate = useNavigate();
  const may = useMayRun();
  if (!may('pages', 'case')) return null;
  return (
    <section className="card dashboard-case">
      <h2>{translateComponent('MemberCase.title')}</h2>
      <CaseSearch onSearch={(query) => navigate(CASE_PAGE, { state: { query } })} />
    </section>
  );
};
