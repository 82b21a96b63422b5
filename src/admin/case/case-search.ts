import { Injectable } from '@nestjs/common';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import type { CaseQuestion } from './case-question.js';
import type { FoundMember } from './member-case.js';
import { byCode, byEmail, byIssued, byPrefix, MAX_MEMBERS } from './search-statements.js';

/** A member, and the issued coupon by which the member was found; 0 if found otherwise. */
export type FoundCase = { readonly userId: number; readonly issuedId: number };

/** Several members to choose from, perhaps none. */
export type FoundMembers = { readonly members: readonly FoundMember[]; readonly hasMore: boolean };

/** Finds the member whom a question is about. */
@Injectable()
export class CaseSearch {
  constructor(private readonly reads: BackgroundReads) {}

  async find(question: CaseQuestion): Promise<FoundCase | FoundMembers> {
    if ('member' in question) return { userId: question.member, issuedId: 0 };
    if ('typed' in question) return this.findTyped(question.typed);
    const [issued] = await this.reads.rows(byIssued(question.issued));
    return issued
      ? { userId: issued['user_id'] as number, issuedId: question.issued }
      : { members: [], hasMore: false };
  }

  private async findTyped(typed: string): Promise<FoundCase | FoundMembers> {
    const [emails, codes, members] = await this.reads.all([byEmail(typed), byCode(typed), byPrefix(typed)]);
    const [member] = emails!;
    if (member) return { userId: member['id'] as number, issuedId: 0 };
    const [issued] = codes!;
    if (issued) return { userId: issued['user_id'] as number, issuedId: issued['id'] as number };
    return {
      members: members!
        .slice(0, MAX_MEMBERS)
        .map(({ id, email }): FoundMember => ({ id: id as number, email: email as string })),
      hasMore: members!.length > MAX_MEMBERS,
    };
  }
}
