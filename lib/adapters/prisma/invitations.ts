import { bytes } from "@/lib/adapters/prisma/account-repository";
import type { PrismaClient } from "@/lib/adapters/prisma/client/client";
import { inside } from "@/lib/adapters/prisma/prisma-client";
import type { InvitationRecord, PeopleRepository } from "@/lib/ports/people-repository";

type Invitations = Pick<
  PeopleRepository,
  | "listInvitations"
  | "addInvitation"
  | "findInvitation"
  | "revokeInvitation"
  | "revokeInvitationsBy"
  | "findInvitationByToken"
  | "consumeInvitation"
>;

const FIELDS = {
  ...{ id: true, teamId: true, email: true, role: true, expiresAt: true },
  ...{ usedAt: true, revokedAt: true },
  team: { select: { name: true } },
  invitedBy: { select: { name: true } },
} as const;

type Row = Omit<InvitationRecord, "teamName" | "invitedBy"> & {
  team: { name: string };
  invitedBy: { name: string };
};

const recordOf = ({ team, invitedBy, ...invitation }: Row): InvitationRecord => ({
  ...invitation,
  teamName: team.name,
  invitedBy: invitedBy.name,
});

const UNUSED = { usedAt: null, revokedAt: null } as const;

export const invitations = (prisma: PrismaClient): Invitations => ({
  async listInvitations(teamId) {
    const rows = await prisma.invitation.findMany({
      where: { teamId, ...UNUSED },
      orderBy: { createdAt: "desc" },
      select: FIELDS,
    });
    return rows.map(recordOf);
  },
  async addInvitation(tx, teamId, { tokenHash, ...invitation }) {
    const { email, createdAt } = invitation;
    await inside(tx).invitation.updateMany({
      where: { teamId, email, ...UNUSED },
      data: { revokedAt: createdAt },
    });
    await inside(tx).invitation.create({
      data: { ...invitation, teamId, tokenHash: bytes(tokenHash) },
    });
  },
  findInvitation: (tx, teamId, id) =>
    inside(tx).invitation.findUnique({
      where: { id, teamId, ...UNUSED },
      select: { email: true, role: true },
    }),
  async revokeInvitation(tx, id, now) {
    await inside(tx).invitation.update({ where: { id }, data: { revokedAt: now } });
  },
  async revokeInvitationsBy(tx, { teamId, invitedById, roles }, now) {
    await inside(tx).invitation.updateMany({
      where: { teamId, invitedById, role: { in: [...roles] }, ...UNUSED },
      data: { revokedAt: now },
    });
  },
  async findInvitationByToken(tokenHash) {
    const row = await prisma.invitation.findUnique({
      where: { tokenHash: bytes(tokenHash) },
      select: FIELDS,
    });
    return row && recordOf(row);
  },
  async consumeInvitation(tx, tokenHash, now) {
    const [row] = await inside(tx).invitation.updateManyAndReturn({
      where: { tokenHash: bytes(tokenHash), ...UNUSED, expiresAt: { gt: now } },
      data: { usedAt: now },
      select: { id: true, teamId: true, email: true, role: true },
    });
    return row ?? null;
  },
});
