import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Goes up with every committed change of the table `work`, whoever makes it: triggers of the database count. */
@Entity('work_revision')
@Check('work_revision_one_row', '"id" = 1')
export class WorkRevision {
  /** The only row, made by its migration. */
  @PrimaryColumn('integer')
  id: number;

  @Column('integer')
  revision: number;
}
