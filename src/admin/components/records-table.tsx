import React, { useLayoutEffect, useRef, type ComponentType, type FC } from 'react';
import { useTranslation, type RecordsTableProps } from 'adminjs';

/** Some browsers take an element for a part of a table only while it is displayed as one. On a phone it is displayed as a card. */
const ROLES = {
  table: 'table',
  'thead, tbody': 'rowgroup',
  tr: 'row',
  'thead :is(td, th)': 'columnheader',
  'tbody td': 'cell',
};

type Props = RecordsTableProps & { OriginalComponent: ComponentType<RecordsTableProps> };

/** AdminJS's table of a list. Each cell has its column's name: on a phone a row is a card, and the head is not shown. */
export const RecordsTable: FC<Props> = ({ OriginalComponent, ...props }) => {
  const frame = useRef<HTMLDivElement>(null);
  const { translateComponent, translateProperty } = useTranslation();
  const { resource } = props;
  useLayoutEffect(() => {
    const menus = frame.current!.querySelectorAll<HTMLElement>('[data-testid="actions-dropdown"]');
    for (const menu of menus) menu.ariaLabel = translateComponent('RecordsTable.menu');
    for (const [parts, role] of Object.entries(ROLES)) {
      for (const part of frame.current!.querySelectorAll(parts)) part.role = role;
    }
    for (const { label, name } of resource.listProperties) {
      const cells = frame.current!.querySelectorAll<HTMLElement>(`td[data-property-name="${CSS.escape(name)}"]`);
      for (const cell of cells) cell.dataset['column'] = translateProperty(label, resource.id);
    }
  });
  return (
    <div className="records" ref={frame}>
      <OriginalComponent {...props} />
    </div>
  );
};
