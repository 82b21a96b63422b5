import React, { type ComponentType, type FC } from 'react';
import { useFilterDrawer, type ResourceJSON } from 'adminjs';

type Props = { resource: ResourceJSON; OriginalComponent: ComponentType<{ resource: ResourceJSON }> };

/**
 * AdminJS only moves a closed filter off the screen, so the Tab key still reaches it. This one is rendered when opened, and closes
 * when it is applied, because it lies over the buttons of the list.
 */
export const FilterWhenOpen: FC<Props> = ({ OriginalComponent, resource }) => {
  const { isVisible, toggleFilter } = useFilterDrawer();
  if (!isVisible) return null;
  return (
    <div onSubmit={toggleFilter}>
      <OriginalComponent resource={resource} />
    </div>
  );
};
