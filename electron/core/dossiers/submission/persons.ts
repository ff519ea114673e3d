import type { IdentityState } from '../../../../shared/contract/index.ts';
import type { DossierPerson, DossierPersons } from '../../../../shared/dossier/manifest.ts';
import {
  type Answers,
  evaluateForm,
  type Form,
  type FormContext,
  readValue,
} from '../../../../shared/form/index.ts';

const unknownName = 'Không rõ';

/**
 * Who hands in, and whose matter it is: kept apart (FACTS 12). What the card said counts before what was typed; the form's
 * fields are known by what they ask to be filled with, and by the ids of the shared sections.
 */
export function dossierPersons(input: {
  readonly form: Form;
  readonly answers: Answers;
  readonly context: FormContext;
  readonly identity: IdentityState;
  readonly needsIdentityCheck: boolean;
}): DossierPersons {
  const { form, answers, context, identity } = input;
  const { values } = evaluateForm(form, answers, context);
  const fields = form.steps.flatMap((step) => step.fields);

  function textOf(fieldId: string | undefined): string | null {
    const field = fields.find(({ id }) => id === fieldId);
    if (field === undefined || values[field.id] === undefined || values[field.id] === null) return null;
    const text = readValue(form, field, values[field.id], context, 'vi').trim();
    return text === '' ? null : text;
  }

  function filledWith(name: string): string | undefined {
    return fields.find(({ prefill }) => prefill === name)?.id;
  }

  const shown = identity.step === 'confirmed' ? identity.person : null;
  const document = values[filledWith('applicant.id_document') ?? ''];
  const documentNumber = isRecord(document) && typeof document.number === 'string' ? document.number : null;
  const filer: DossierPerson = {
    fullName: shown?.fullName ?? textOf(filledWith('applicant.full_name')) ?? unknownName,
    idNumber: shown?.idNumber ?? textOf(filledWith('applicant.personal_id')) ?? documentNumber,
    birthDate: shown?.birthDate ?? dateOf(values[filledWith('applicant.birth_date') ?? '']),
    phone: textOf(filledWith('applicant.phone')),
    email: textOf(filledWith('applicant.email')),
    address: textOf(filledWith('applicant.residence')) ?? shown?.residence ?? null,
  };
  const trust = identity.step === 'confirmed' ? identity.trust : 'declared';
  return { filer, owner: ownerOf(), trust, needsIdentityCheck: input.needsIdentityCheck };

  function ownerOf(): DossierPerson {
    switch (values.filing_for) {
      case 'person':
        return other('dossier_owner_full_name', 'dossier_owner_residence', {
          idNumber: textOf('dossier_owner_personal_id'),
          birthDate: dateOf(values.dossier_owner_birth),
        });
      case 'business':
        return other('dossier_business_name', 'dossier_business_address', {
          idNumber: textOf('dossier_business_code'),
        });
      case 'organisation':
        return other('dossier_organisation_name', 'dossier_organisation_address', {
          idNumber: textOf('dossier_organisation_code'),
        });
      default:
        return filer;
    }
  }

  function other(nameField: string, addressField: string, known: Partial<DossierPerson>): DossierPerson {
    return {
      fullName: textOf(nameField) ?? filer.fullName,
      idNumber: null,
      birthDate: null,
      phone: null,
      email: null,
      address: textOf(addressField),
      ...known,
    };
  }
}

/** How far the identity of who stands here now is proven: they may have come with the number alone. */
export function personsNow(
  persons: DossierPersons,
  now: { readonly identity: IdentityState; readonly needsIdentityCheck: boolean },
): DossierPersons {
  const { identity } = now;
  const isFiler = identity.step === 'confirmed' && identity.person.idNumber === persons.filer.idNumber;
  if (!isFiler) return { ...persons, trust: 'declared', needsIdentityCheck: true };
  return { ...persons, trust: identity.trust, needsIdentityCheck: now.needsIdentityCheck };
}

/**
 * The persons of a dossier that an officer corrects: what a card or the portal proved stays, what was only told follows
 * the corrected answers. The officer is not the filer, whoever stands at the kiosk.
 */
export function correctedPersons(
  sealed: DossierPersons,
  now: { readonly form: Form; readonly answers: Answers; readonly context: FormContext },
): DossierPersons {
  const { needsIdentityCheck, trust } = sealed;
  const told = dossierPersons({ ...now, identity: { step: 'none' }, needsIdentityCheck });
  const { fullName, idNumber, birthDate, phone, email, address } = told.filer;
  const proven = trust === 'declared' ? {} : pickProven(sealed.filer);
  const filer: DossierPerson = {
    fullName: fullName === unknownName ? sealed.filer.fullName : fullName,
    idNumber: idNumber ?? sealed.filer.idNumber,
    birthDate: birthDate ?? sealed.filer.birthDate,
    phone: phone ?? sealed.filer.phone,
    email: email ?? sealed.filer.email,
    address: address ?? sealed.filer.address,
    ...proven,
  };
  const owner = told.owner === told.filer ? filer : told.owner;
  return { filer, owner, trust, needsIdentityCheck };
}

function pickProven({ fullName, idNumber, birthDate }: DossierPerson): Partial<DossierPerson> {
  return {
    fullName,
    ...(idNumber === null ? {} : { idNumber }),
    ...(birthDate === null ? {} : { birthDate }),
  };
}

function dateOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
