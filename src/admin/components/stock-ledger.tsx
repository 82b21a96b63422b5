import React, { useEffect, useState, type FC } from 'react';
import { ValueGroup } from '@adminjs/design-system';
import { ApiClient, useTranslation, type RecordJSON, type ShowPropertyProps } from 'adminjs';
import { countText, MAX_COUNT } from './count-text.js';
import { formatInstant } from './format-instant.js';
import { Label } from './label.js';
import { LatestRows } from './latest-rows.js';
import { Units } from './units.js';

const RESOURCE = 'stock-movements';
const MAX_SHOWN = 50;

type Ledger = { records: RecordJSON[]; meta: { total: number } };
type Movement = { created_at: string; time_zone: string; kind: string; delta: number; note: string | null };

/** The latest movements of a coupon's stock, newest first, and a link to the older ones. */
export const StockLedger: FC<ShowPropertyProps> = ({ property, record }) => {
  const { translateProperty, translateComponent } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`StockLedger.${key}`, options);
  const [ledger, setLedger] = useState<Ledger | 'failed'>();
  const count = (record.params as { count: number }).count;
  useEffect(() => {
    const params = { 'filters.coupon': record.id, perPage: MAX_SHOWN };
    new ApiClient().resourceAction({ resourceId: RESOURCE, actionName: 'list', params }).then(
      ({ data }) => setLedger(data as Ledger),
      () => setLedger('failed'),
    );
  }, [record.id, count]);

  if (ledger === undefined) return null;
  const more = ledger === 'failed' ? 0 : olderThan(ledger);
  return (
    <ValueGroup label={translateProperty(property.label, property.resourceId)}>
      <LatestRows
        resource={RESOURCE}
        columns={['created_at', 'kind', 'delta', 'by_user', 'note']}
        instead={ledger === 'failed' && <p role="alert">{say('failed')}</p>}
        only={more > 0 ? MAX_SHOWN : undefined}
        all={{
          to: `/admin/resources/${RESOURCE}?filters.coupon=${record.id}`,
          text: more > 0 ? say('older', { count: countText(more) }) : say('all'),
        }}
      >
        {ledger !== 'failed' && ledger.records.map((row) => <Line key={row.id} row={row} />)}
      </LatestRows>
    </ValueGroup>
  );
};

/** How many movements are not shown. Above `MAX_COUNT` the server did not count them all. */
const olderThan = ({ meta: { total }, records }: Ledger): number =>
  total > MAX_COUNT ? total : total - records.length;

const Line: FC<{ row: RecordJSON }> = ({ row }) => {
  const { created_at: at, time_zone: zone, kind, delta, note } = row.params as Movement;
  return (
    <tr>
      <td>
        <time dateTime={at}>{formatInstant(at, zone)}</time>
      </td>
      <td>
        <Label of="kind" value={kind} />
      </td>
      <td>
        <Units units={delta} />
      </td>
      <td>{row.populated['by_user']?.title ?? '–'}</td>
      <td>{note}</td>
    </tr>
  );
};
