import {
  Baby,
  BookHeart,
  FileText,
  HandCoins,
  HardHat,
  HeartHandshake,
  House,
  IdCard,
  Landmark,
  type LucideIcon,
  MapPinned,
  Medal,
  Scale,
  ScrollText,
  Shield,
  Sprout,
  Stamp,
  Store,
  Users,
  Wheat,
} from 'lucide-react';
import { foldForSearch } from '../../../shared/vietnamese/fold.ts';

/** Pictures for what people look for most; the first word found in name and field wins. */
const pictures: readonly (readonly [string, LucideIcon])[] = [
  ['ket hon', HeartHandshake],
  ['hon nhan', HeartHandshake],
  ['khai tu', ScrollText],
  ['mai tang', ScrollText],
  ['khai sinh', Baby],
  ['con nuoi', Baby],
  ['can cuoc', IdCard],
  ['cu tru', House],
  ['thuong tru', House],
  ['tam tru', House],
  ['chung thuc', Stamp],
  ['dat dai', MapPinned],
  ['xay dung', HardHat],
  ['duong bo', HardHat],
  ['ho kinh doanh', Store],
  ['hop tac', Wheat],
  ['giam ngheo', HandCoins],
  ['bao tro', HandCoins],
  ['bhxh', HandCoins],
  ['bao hiem', HandCoins],
  ['nguoi co cong', Medal],
  ['ho tich', Users],
  ['hoa giai', Scale],
  ['toa an', Scale],
  ['thue', Landmark],
  ['kho bac', Landmark],
  ['hai quan', Shield],
  ['le hoi', BookHeart],
  ['tin nguong', BookHeart],
  ['nong', Sprout],
  ['thuy', Sprout],
  ['lam nghiep', Sprout],
];

/** A picture beside the words of a procedure or field; it never carries meaning alone. */
export function pictureOf(...words: readonly string[]): LucideIcon {
  for (const text of words) {
    const folded = foldForSearch(text);
    const found = pictures.find(([word]) => folded.includes(word));
    if (found !== undefined) return found[1];
  }
  return FileText;
}
