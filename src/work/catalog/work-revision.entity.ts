import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Increases with every committed change of the table `work`. Database triggers count, so changes by hand count, too. */
@Entity('work_revision')
@Check('work_revision_one_row', '"id" = 1')
export class WorkRevision {
  /** Always 1: the migration inserted the only row. */
  @PrimaryColumn('integer')
  id: number;

  @Column('integer')
  revision: number;
}
