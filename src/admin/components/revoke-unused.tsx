import React, { useEffect, useState, type FC } from 'react';
import { Box, MessageBox } from '@adminjs/design-system';
import { ApiClient, useTranslation, type ActionProps } from 'adminjs';
import { useLocation, useNavigate } from 'react-router-dom';
import { filtersOf } from './list-filters.js';
import { RevocationForm, type Preview } from './revocation-form.js';
import { RevocationProgress } from './revocation-progress.js';

type Answer = { preview?: Preview; notice?: { message: string } };

/** Revokes all unused coupons that match the list's filters: the preview and the form, or with `run` the progress. */
export const RevokeUnused: FC<ActionProps> = ({ resource, action }) => {
  const { search } = useLocation();
  const navigate = useNavigate();
  const { translateComponent, translateMessage } = useTranslation();
  const [preview, setPreview] = useState<Preview>();
  const [problem, setProblem] = useState('');
  const run = new URLSearchParams(search).get('run');
  const filters = filtersOf(resource.id, search).toString();

  useEffect(() => {
    if (run) return;
    // The address has the filters, so that reloading the page does not widen them.
    if (filters && !search.includes('filters.')) navigate({ search: filters }, { replace: true });
    setPreview(undefined);
    setProblem('');
    const asked = { resourceId: resource.id, actionName: action.name, params: new URLSearchParams(filters) };
    new ApiClient().resourceAction(asked).then(
      ({ data }) => {
        const { preview, notice } = data as Answer;
        if (preview) setPreview(preview);
        else setProblem(translateMessage(notice?.message ?? '', resource.id));
      },
      () => setProblem(translateComponent('RevokeUnused.failed')),
    );
  }, [run, filters]);

  const show = (id: number): void => navigate({ search: new URLSearchParams({ run: String(id) }).toString() });
  return (
    <Box variant="white">
      <div className="revocation">
        {run ? (
          <RevocationProgress key={run} id={run} resource={resource.id} />
        ) : (
          <>
            {problem && <MessageBox variant="danger" message={problem} />}
            {!preview && !problem && <p role="status">{translateComponent('RevokeUnused.counting')}</p>}
            {preview && (
              <RevocationForm
                key={filters}
                preview={preview}
                filters={filters}
                resource={resource.id}
                action={action.name}
                onStarted={show}
              />
            )}
          </>
        )}
      </div>
    </Box>
  );
};
