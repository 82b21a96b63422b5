import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express } from 'express';
import hbs from 'hbs';
import { join } from 'node:path';

/** Handlebars views from `folder`, each inside of `layout` unless its locals say otherwise. */
export function useViews(app: Express, folder: string): void {
  app.set('views', folder);
  app.set('view engine', 'hbs');
  app.engine('hbs', hbs.__express.bind(hbs));
  app.locals['layout'] = 'layout';
  hbs.registerPartials(join(folder, 'partials'));
}

/** As views escape what they are given. */
export const escaped = (text: string): string => hbs.handlebars.escapeExpression(text);

/** Views as text, for whoever does not send them at once. */
@Injectable()
export class Views {
  constructor(private readonly host: HttpAdapterHost) {}

  /** The HTML that `response.render` would send. A partial is a view too: `partials/…` with `layout: false`. */
  render(view: string, locals: object): Promise<string> {
    const app = this.host.httpAdapter.getInstance<Express>();
    return new Promise((resolve, reject) => {
      app.render(view, locals, (error, html) => (error ? reject(error) : resolve(html)));
    });
  }
}
