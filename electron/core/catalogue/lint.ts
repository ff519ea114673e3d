import {
  type Component,
  isUnknown,
  type Procedure,
  type SharedFile,
} from '../../../shared/procedure/index.ts';
import type { JsonPath } from '../json-position.ts';

/** One thing wrong inside a file, in words for the person who maintains it. */
export interface Finding {
  readonly path: JsonPath;
  readonly message: string;
}

/** What the schema cannot say about one procedure: rules between its fields, and with the shared file. */
export function lintProcedure(procedure: Procedure, shared: SharedFile): readonly Finding[] {
  return [
    ...lintFees(procedure),
    ...lintComponents(procedure, shared),
    ...lintQuestions(procedure),
    ...lintDates(procedure),
    ...lintTexts(procedure),
    ...lintSources(procedure, shared),
  ];
}

function lintFees(procedure: Procedure): Finding[] {
  return procedure.fees.flatMap((fee, index) => {
    const path = ['fees', index];
    const found: Finding[] = [];
    const isFree = 'vnd' in fee.amount && fee.amount.vnd === 0;
    if (fee.exemptions === null && !isFree) {
      found.push({
        path: [...path, 'exemptions'],
        message: 'cạnh mức thu phải có đối tượng miễn, giảm, hoặc ghi rõ {"unknown": "ask-staff"}',
      });
    }
    if (!isFree && 'vnd' in fee.amount && fee.per === null) {
      found.push({
        path: [...path, 'per'],
        message: 'mức thu phải có đơn vị tính, hoặc ghi rõ {"unknown": "ask-staff"}',
      });
    }
    if (!isOffered(procedure, fee.channel)) {
      found.push({ path: [...path, 'channel'], message: `thủ tục không nhận qua kênh "${fee.channel}"` });
    }
    const reduced = fee.temporary;
    if (reduced !== undefined && reduced.validFrom > reduced.validUntil) {
      found.push({
        path: [...path, 'temporary', 'validUntil'],
        message: 'ngày hết hiệu lực trước ngày bắt đầu',
      });
    }
    (fee.tiers ?? []).forEach((tier, place, tiers) => {
      const before = tiers[place - 1];
      const expected = before === undefined ? 1 : (before.toPage ?? 0) + 1;
      if (tier.fromPage !== expected) {
        found.push({
          path: [...path, 'tiers', place, 'fromPage'],
          message: `bậc trang phải bắt đầu từ trang ${expected}`,
        });
      }
    });
    return found;
  });
}

function lintComponents(procedure: Procedure, shared: SharedFile): Finding[] {
  const known = new Set(shared.forms.map(({ code }) => code));
  const seen = new Set<string>();
  return procedure.components.flatMap((component, index) => {
    const path = ['components', index];
    const found: Finding[] = [];
    if (!component.id.startsWith(`${procedure.code}-`)) {
      found.push({ path: [...path, 'id'], message: `mã giấy tờ phải bắt đầu bằng ${procedure.code}-` });
    }
    if (seen.has(component.id))
      found.push({ path: [...path, 'id'], message: `trùng mã giấy tờ ${component.id}` });
    seen.add(component.id);
    if (component.formCode !== null && !known.has(component.formCode)) {
      found.push({
        path: [...path, 'formCode'],
        message: `mẫu "${component.formCode}" không có trong shared.json`,
      });
    }
    if (hasAttachedFileName(component)) {
      found.push({ path: [...path, 'name'], message: 'tên giấy tờ còn dính tên tệp đính kèm' });
    }
    return found;
  });
}

function hasAttachedFileName(component: Component): boolean {
  return /\.(docx?|pdf|xlsx?|rtf|zip)$/i.test(component.name);
}

function lintQuestions(procedure: Procedure): Finding[] {
  const ids = new Set(procedure.components.map(({ id }) => id));
  const seen = new Set<string>();
  return procedure.questions.flatMap((question, index) => {
    const path = ['questions', index];
    const found: Finding[] = [];
    if (seen.has(question.id)) found.push({ path: [...path, 'id'], message: `trùng câu hỏi ${question.id}` });
    seen.add(question.id);
    for (const language of ['vi', 'en'] as const) {
      if (!question.text[language].endsWith('?')) {
        found.push({ path: [...path, 'text', language], message: 'câu hỏi phải kết thúc bằng dấu hỏi' });
      }
    }
    let effects = 0;
    for (const answer of ['yes', 'no'] as const) {
      for (const effect of ['bring', 'skip'] as const) {
        (question[answer][effect] ?? []).forEach((id, place) => {
          effects += 1;
          if (!ids.has(id)) {
            found.push({
              path: [...path, answer, effect, place],
              message: `không có giấy tờ ${id} trong thủ tục này`,
            });
          }
        });
      }
    }
    if (effects === 0) found.push({ path, message: 'câu hỏi không đổi giấy tờ nào' });
    return found;
  });
}

function lintDates(procedure: Procedure): Finding[] {
  const found: Finding[] = [];
  const { value, source, asOf } = procedure.officialClass;
  if (value !== 'unknown' && source === null) {
    found.push({ path: ['officialClass', 'source'], message: 'mức dịch vụ chính thức phải có nguồn' });
  }
  if (asOf !== null && procedure.checkedOn !== null && asOf > procedure.checkedOn) {
    found.push({ path: ['officialClass', 'asOf'], message: 'ngày của mức dịch vụ sau ngày kiểm tra' });
  }
  procedure.processing.forEach((row, index) => {
    if (!isOffered(procedure, row.channel)) {
      found.push({
        path: ['processing', index, 'channel'],
        message: `thủ tục không nhận qua kênh "${row.channel}"`,
      });
    }
  });
  return found;
}

function isOffered(procedure: Procedure, channel: 'counter' | 'online' | 'post'): boolean {
  return isUnknown(procedure.submission) || procedure.submission.includes(channel);
}

/** Marks of a text that was cut by a program, not ended by a person. */
const cutMarks = [/…$/, /\.\.\.$/, /[,;(]$/, /\s(và|hoặc|của|theo|tại|do|cho|với|được|các)$/iu];

function lintTexts(procedure: Procedure): Finding[] {
  const texts: (readonly [JsonPath, string | null])[] = [
    [['name'], procedure.name],
    [['nameEn'], procedure.nameEn],
    [['everyday', 'vi'], procedure.everyday.vi],
    [['everyday', 'en'], procedure.everyday.en],
    [['conditions'], procedure.conditions],
    ...procedure.components.map(
      (component, index) => [['components', index, 'name'], component.name] as const,
    ),
    ...procedure.componentNotes.map((note, index) => [['componentNotes', index, 'text'], note.text] as const),
    ...procedure.fees.map((fee, index) => [['fees', index, 'note'], fee.note] as const),
    ...procedure.fees.map(
      (fee, index) =>
        [['fees', index, 'exemptions'], typeof fee.exemptions === 'string' ? fee.exemptions : null] as const,
    ),
  ];
  const found: Finding[] = [];
  for (const [path, text] of texts) {
    if (text === null) continue;
    if (cutMarks.some((mark) => mark.test(text))) found.push({ path, message: 'văn bản bị cắt ở cuối' });
    if (opened(text) > 0) found.push({ path, message: 'văn bản bị cắt: thiếu dấu đóng ngoặc' });
    if (text !== text.normalize('NFC'))
      found.push({ path, message: 'chữ phải ở dạng Unicode dựng sẵn (NFC)' });
  }
  return found;
}

/** Round brackets left open; a list mark such as "a)" closes none. */
function opened(text: string): number {
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth += 1;
    else if (char === ')' && depth > 0) depth -= 1;
  }
  return depth;
}

function lintSources(procedure: Procedure, shared: SharedFile): Finding[] {
  const found: Finding[] = [];
  if (procedure.popular && !shared.popularOrder.includes(procedure.code)) {
    found.push({ path: ['popular'], message: 'shared.json chưa xếp thủ tục này vào popularOrder' });
  }
  if (shared.steps[procedure.steps] === undefined) {
    found.push({ path: ['steps'], message: `shared.json không có trình tự "${procedure.steps}"` });
  }
  if (procedure.verified && (procedure.sources.length === 0 || procedure.checkedOn === null)) {
    found.push({ path: ['verified'], message: 'đã kiểm tra thì phải có nguồn và ngày kiểm tra' });
  }
  if (procedure.searchWords.length !== new Set(procedure.searchWords).size) {
    found.push({ path: ['searchWords'], message: 'có từ tìm kiếm bị lặp' });
  }
  return found;
}
