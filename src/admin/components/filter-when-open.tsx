import React, { type ComponentType, type FC } from 'react';
import { useFilterDrawer, type ResourceJSON } from 'adminjs';

type Props = { resource: ResourceJSON; OriginalComponent: ComponentType<{ resource: ResourceJSON }> };

/** AdminJS only moves a closed filter off the screen, so the Tab key still reaches it. This one is rendered when opened. */
export const FilterWhenOpen: FC<Props> = ({ OriginalComponent, resource }) =>
  useFilterDrawer().isVisible ? <OriginalComponent resource={resource} /> : null;
