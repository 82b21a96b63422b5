// Runs after AdminJS's scripts: registers our components and renders the panel.
import { ActionHeader } from './action-header.js';
import { Branding } from './branding.js';
import { CaseLink } from './case-link.js';
import { Dashboard } from './dashboard.js';
import { EmailFilter } from './email-filter.js';
import { EventChecks } from './event-checks.js';
import { LoggedIn } from './logged-in.js';
import { MemberCase } from './member-case.js';
import { OpeningStock } from './opening-stock.js';
import { FilterWhenOpen } from './filter-when-open.js';
import { ChoiceFilter } from './choice-filter.js';
import { ChangesInList, ChangesShown } from './changes.js';
import { HourField, HourInList, HourShown } from './hour.js';
import { List } from './list.js';
import { LiveView } from './live-view.js';
import { InstantFilter } from './instant-filter.js';
import { ReferenceFilter } from './reference-filter.js';
import { InstantInList, InstantShown } from './instant.js';
import { LabelInList, LabelShown } from './label.js';
import { ReasonForm } from './reason-form.js';
import { RecordsTable } from './records-table.js';
import { RevokeUnused } from './revoke-unused.js';
import { RowHistory } from './row-history.js';
import { TargetInList, TargetShown } from './target.js';
import { StockLedger } from './stock-ledger.js';
import { StockAdjustment } from './stock-adjustment.js';
import { TextInList } from './text-in-list.js';
import { UnitsInList, UnitsShown } from './units.js';
import { WorksImport } from './works-import.js';
import { ZoneField } from './zone-field.js';
import { reachByKeyboard } from './keyboard.js';
import { patchApiClient } from './client.js';

type Globals = {
  AdminJS: { UserComponents: Record<string, unknown>; Application: unknown };
  createRoot: (element: Element) => { render(application: unknown): void };
};

const { AdminJS, createRoot } = window as unknown as Globals;

AdminJS.UserComponents = {
  CaseLink,
  Dashboard,
  ChangesInList,
  ChangesShown,
  ChoiceFilter,
  EmailFilter,
  EventChecks,
  HourField,
  HourInList,
  HourShown,
  LabelInList,
  LabelShown,
  LiveView,
  MemberCase,
  OpeningStock,
  ReasonForm,
  RevokeUnused,
  RowHistory,
  StockAdjustment,
  StockLedger,
  TargetInList,
  TargetShown,
  UnitsInList,
  UnitsShown,
  WorksImport,
  ZoneField,
  // Replacements for AdminJS's components, under AdminJS's names.
  ActionHeader,
  FilterDrawer: FilterWhenOpen,
  LoggedIn,
  DefaultListAction: List,
  DefaultListProperty: TextInList,
  RecordsTable,
  SidebarBranding: Branding,
  DefaultBooleanFilterProperty: ChoiceFilter,
  DefaultReferenceFilterProperty: ReferenceFilter,
  DefaultDatetimeFilterProperty: InstantFilter,
  DefaultDatetimeListProperty: InstantInList,
  DefaultDatetimeShowProperty: InstantShown,
};

patchApiClient();
const app = document.getElementById('app')!;
reachByKeyboard(app);
createRoot(app).render(AdminJS.Application);
