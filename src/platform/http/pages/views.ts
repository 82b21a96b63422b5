import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express } from 'express';
import hbs from 'hbs';
import { join } from 'node:path';

/** Sets up Handlebars with the views in `folder`. A view is rendered inside `layout` unless its locals set another layout. */
export function useViews(app: Express, folder: string): void {
  app.set('views', folder);
  app.set('view engine', 'hbs');
  app.engine('hbs', hbs.__express.bind(hbs));
  app.locals['layout'] = 'layout';
  hbs.registerPartials(join(folder, 'partials'));
}

/** Escapes text for HTML as the views do. */
export const escaped = (text: string): string => hbs.handlebars.escapeExpression(text);

/** Renders views to text. */
@Injectable()
export class Views {
  constructor(private readonly host: HttpAdapterHost) {}

  /** @returns the HTML that `response.render` would send. Partials can be rendered as `partials/…` with `layout: false` */
  render(view: string, locals: object): Promise<string> {
    const app = this.host.httpAdapter.getInstance<Express>();
    return new Promise((resolve, reject) => {
      app.render(view, locals, (error, html) => (error ? reject(error) : resolve(html)));
    });
  }
}
