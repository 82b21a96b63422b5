import React, { type FC, type ReactNode } from 'react';
import { useTranslation, type RecordJSON } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { RevocationPreview } from '../revocation/revocation-preview.js';
import { formatInstant } from './format-instant.js';
import { InAppLink } from './in-app-link.js';

type Say = (key: string, options?: object) => string;

/** How many coupons would be revoked and how many stay as they are, by coupon, and the first rows. */
export const RevocationCounts: FC<{ preview: RevocationPreview; say: Say }> = ({ preview, say }) => {
  const text = (count: number): string => count.toLocaleString() + (preview.isCapped ? '+' : '');
  return (
    <>
      <ul className="figures">
        {(['revocable', 'used', 'revoked'] as const).map((name) => (
          <li key={name} className={`card figure ${name}`}>
            <span>{say(name)}</span>
            <strong>{text(preview[name])}</strong>
          </li>
        ))}
      </ul>
      {preview.isCapped && <p className="hint">{say('capped')}</p>}
      {preview.coupons.length > 1 && (
        <ul className="by-coupon">
          {preview.coupons.map(({ id, name, revocable }) => (
            <li key={id}>
              <bdi>{name}</bdi> <strong>{text(revocable)}</strong>
            </li>
          ))}
        </ul>
      )}
      {preview.sample.length > 0 && <Sample rows={preview.sample} title={say('sample')} />}
    </>
  );
};

const COLUMNS = ['code', 'user', 'work', 'created_at'] as const;
const RESOURCE = 'issued-coupons';

const Sample: FC<{ rows: readonly RecordJSON[]; title: string }> = ({ rows, title }) => {
  const { translateProperty } = useTranslation();
  const cell = ({ id, params, populated }: RecordJSON, name: (typeof COLUMNS)[number]): ReactNode => {
    const value = String((params as Record<string, unknown>)[name]);
    if (name === 'code') return <InAppLink to={`/admin/resources/${RESOURCE}/records/${id}/show`}>{value}</InAppLink>;
    if (name === 'created_at') return <time dateTime={value}>{formatInstant(value, DEFAULT_TIME_ZONE)}</time>;
    return <bdi>{populated[name]?.title ?? value}</bdi>;
  };
  return (
    <>
      <h3>{title}</h3>
      <div className="ledger-frame">
        <table className="ledger sample">
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {translateProperty(name, RESOURCE)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {COLUMNS.map((name) => (
                  <td key={name}>{cell(row, name)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};
