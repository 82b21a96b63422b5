import { Injectable } from '@nestjs/common';
import express, { type Router } from 'express';

/** The routes of the open panel. Empty until `PanelLoader` fills it; `adminRouter` puts it behind the operator guard. */
@Injectable()
export class PanelRoutes {
  readonly router: Router = express.Router();
}
