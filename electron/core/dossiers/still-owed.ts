/**
 * What an office still owes the person of a `dossier` row, as SQL conditions: until then nobody may erase to whom. Money
 * that goes back (more than is due, or paid after the time of its code), and a letter that is still to be sent.
 */
export const stillOwed = {
  money: `EXISTS (SELECT 1 FROM fee_case AS fee WHERE fee.dossier_id = dossier.dossier_id
    AND (fee.held_vnd > coalesce(fee.due_vnd, 0) OR fee.state = 'after-time-out'))`,
  letter: `EXISTS (SELECT 1 FROM post_item AS letter WHERE letter.dossier_id = dossier.dossier_id
    AND letter.state = 'to-send')`,
} as const;
