import type { IdentityState } from '../../../../shared/contract/index.ts';
import type { DossierPerson, DossierPersons } from '../../../../shared/dossier/manifest.ts';
import {
  type Answers,
  evaluateForm,
  type Form,
  type FormContext,
  readValue,
} from '../../../../shared/form/index.ts';

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
    fullName: shown?.fullName ?? textOf(filledWith('applicant.full_name')) ?? 'Không rõ',
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

function dateOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
