import React, { type FC } from 'react';
import type { PlanLine, PlanSection, PresentedPlan } from '../action/import-plan.presenter.js';

type Say = (key: string, options?: object) => string;

const SECTIONS = ['newTitles', 'refused', 'repeated', 'existing'] as const;

/** The preview: what the import would do with each line of the file. */
export const PlanTables: FC<{ plan: PresentedPlan; say: Say }> = ({ plan, say }) => (
  <>
    <ul className="figures">
      {SECTIONS.map((name) => (
        <li key={name} className={`card figure ${name}`}>
          <span>{say(name)}</span>
          <strong>{plan[name].count.toLocaleString()}</strong>
        </li>
      ))}
    </ul>
    {SECTIONS.filter((name) => plan[name].count > 0).map((name) => (
      <PlanTable key={name} name={name} section={plan[name]} say={say} />
    ))}
  </>
);

const PlanTable: FC<{ name: string; section: PlanSection; say: Say }> = ({ name, section, say }) => {
  const more = section.count - section.lines.length;
  return (
    <details open={name === 'refused' || name === 'newTitles'} className="plan">
      <summary>
        {say(name)} ({section.count.toLocaleString()})
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('line')}</th>
            <th scope="col">{say('titleColumn')}</th>
            {name === 'refused' && <th scope="col">{say('reason')}</th>}
          </tr>
        </thead>
        <tbody>
          {section.lines.map((row) => (
            <Line key={row.line} row={row} say={say} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="hint">{say('more', { count: more })}</p>}
    </details>
  );
};

const Line: FC<{ row: PlanLine; say: Say }> = ({ row, say }) => (
  <tr>
    <td>{row.line}</td>
    <td>
      {row.text} {row.isHidden && <small className="hint">({say('hidden')})</small>}
      {row.firstLine !== undefined && <small className="hint">({say('sameAs', { line: row.firstLine })})</small>}
    </td>
    {row.reason !== undefined && <td>{row.reason}</td>}
  </tr>
);
