import enApp from '../../resources/strings/en/app.json';
import enAttract from '../../resources/strings/en/attract.json';
import enDesk from '../../resources/strings/en/desk.json';
import enDock from '../../resources/strings/en/dock.json';
import enFees from '../../resources/strings/en/fees.json';
import enFill from '../../resources/strings/en/fill.json';
import enFind from '../../resources/strings/en/find.json';
import enForms from '../../resources/strings/en/forms.json';
import enGuide from '../../resources/strings/en/guide.json';
import enHealth from '../../resources/strings/en/health.json';
import enHome from '../../resources/strings/en/home.json';
import enIdentify from '../../resources/strings/en/identify.json';
import enIdentity from '../../resources/strings/en/identity.json';
import enKeyboard from '../../resources/strings/en/keyboard.json';
import enPay from '../../resources/strings/en/pay.json';
import enPersonaldata from '../../resources/strings/en/personaldata.json';
import enPost from '../../resources/strings/en/post.json';
import enScan from '../../resources/strings/en/scan.json';
import enSetup from '../../resources/strings/en/setup.json';
import enStaff from '../../resources/strings/en/staff.json';
import enSubmit from '../../resources/strings/en/submit.json';
import enTechnician from '../../resources/strings/en/technician.json';
import enTickets from '../../resources/strings/en/tickets.json';
import enTrack from '../../resources/strings/en/track.json';
import app from '../../resources/strings/vi/app.json';
import attract from '../../resources/strings/vi/attract.json';
import desk from '../../resources/strings/vi/desk.json';
import dock from '../../resources/strings/vi/dock.json';
import fees from '../../resources/strings/vi/fees.json';
import fill from '../../resources/strings/vi/fill.json';
import find from '../../resources/strings/vi/find.json';
import forms from '../../resources/strings/vi/forms.json';
import guide from '../../resources/strings/vi/guide.json';
import health from '../../resources/strings/vi/health.json';
import home from '../../resources/strings/vi/home.json';
import identify from '../../resources/strings/vi/identify.json';
import identity from '../../resources/strings/vi/identity.json';
import keyboard from '../../resources/strings/vi/keyboard.json';
import pay from '../../resources/strings/vi/pay.json';
import personaldata from '../../resources/strings/vi/personaldata.json';
import post from '../../resources/strings/vi/post.json';
import scan from '../../resources/strings/vi/scan.json';
import setup from '../../resources/strings/vi/setup.json';
import staff from '../../resources/strings/vi/staff.json';
import submit from '../../resources/strings/vi/submit.json';
import technician from '../../resources/strings/vi/technician.json';
import tickets from '../../resources/strings/vi/tickets.json';
import track from '../../resources/strings/vi/track.json';
import type { Language } from '../../shared/contract/index.ts';

/** Every area of words. Vietnamese is written first and gives the ids; a new area is two files and two lines here. */
const vietnamese = {
  app,
  attract,
  desk,
  dock,
  fees,
  pay,
  post,
  fill,
  find,
  forms,
  guide,
  health,
  home,
  identify,
  identity,
  keyboard,
  personaldata,
  scan,
  setup,
  staff,
  submit,
  tickets,
  technician,
  track,
};

type Areas = typeof vietnamese;

/** `<area>.<key>`, as written in resources/strings/vi/<area>.json. */
export type StringId = { [A in keyof Areas & string]: `${A}.${keyof Areas[A] & string}` }[keyof Areas &
  string];

const english: { readonly [A in keyof Areas]: Readonly<Record<keyof Areas[A], string>> } = {
  app: enApp,
  attract: enAttract,
  desk: enDesk,
  dock: enDock,
  fees: enFees,
  pay: enPay,
  post: enPost,
  fill: enFill,
  find: enFind,
  forms: enForms,
  guide: enGuide,
  health: enHealth,
  home: enHome,
  identify: enIdentify,
  identity: enIdentity,
  keyboard: enKeyboard,
  personaldata: enPersonaldata,
  scan: enScan,
  setup: enSetup,
  staff: enStaff,
  submit: enSubmit,
  tickets: enTickets,
  technician: enTechnician,
  track: enTrack,
};

function flatten(
  areas: Readonly<Record<string, Readonly<Record<string, string>>>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(areas).flatMap(([area, words]) =>
      Object.entries(words).map(([key, text]) => [`${area}.${key}`, text] as const),
    ),
  );
}

export const wordsByLanguage: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  vi: flatten(vietnamese),
  en: flatten(english),
};
