import React, { useEffect, useState, type FC } from 'react';
import { FormGroup, SelectAsync } from '@adminjs/design-system';
import { ApiClient, PropertyLabel, useTranslation, type FilterPropertyProps, type RecordJSON } from 'adminjs';

type Option = { value: string; label: string };

const asOption = ({ id, title }: RecordJSON): Option => ({ value: String(id), label: title });

/** Filters by a row of another table, which is found by part of its title. */
export const ReferenceFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string): string => translateComponent(`Filter.${key}`);
  const resourceId = property.reference ?? '';
  const id = (filter as Record<string, string | undefined>)[property.path] ?? '';
  const [chosen, setChosen] = useState<Option | null>(null);

  // The URL may contain a row that was chosen on an earlier visit.
  useEffect(() => {
    if (id === '') return setChosen(null);
    if (id === chosen?.value) return;
    const show = new ApiClient().recordAction({ resourceId, recordId: id, actionName: 'show' });
    show.then(
      ({ data }) => setChosen(asOption(data.record)),
      () => setChosen({ value: id, label: id }),
    );
  }, [id]);

  const choose = (option: Option | null): void => {
    setChosen(option);
    onChange(property.path, option?.value ?? '');
  };
  const search = async (query: string): Promise<Option[]> =>
    (await new ApiClient().searchRecords({ resourceId, query })).map(asOption);

  return (
    <FormGroup variant="filter">
      <PropertyLabel property={property} filter />
      <SelectAsync
        variant="filter"
        inputId={`filter-${property.path}`}
        value={chosen}
        isClearable
        defaultOptions
        loadOptions={search}
        onChange={(option: unknown) => choose(option as Option | null)}
        placeholder={say('search')}
        noOptionsMessage={() => say('nothing')}
        loadingMessage={() => say('loading')}
      />
    </FormGroup>
  );
};
