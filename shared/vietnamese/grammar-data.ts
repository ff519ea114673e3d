/**
 * The spelling tables of Vietnamese syllables, and of the Jrai and Bahnar words that people in Gia Lai
 * write in names and addresses (Krông, Ia Blứ, Đăk Pơ, Sơmei). Data only; grammar.ts reads it.
 */

/** Every onset of Vietnamese; `q` is always followed by u, `gi` and `qu` are handled by the reader. */
export const onsets: readonly string[] =
  'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x'.split(' ');

/** Every rhyme of Vietnamese without its tone, rare ones (xoong, ngoao, khuỷu, uỵch, tuýp) included. */
export const rhymes: readonly string[] = [
  'a ac ach ai am an ang anh ao ap at au ay',
  'ăc ăm ăn ăng ăp ăt',
  'âc âm ân âng âp ât âu ây',
  'e ec em en eng eo ep et',
  'ê êch êm ên ênh êp êt êu',
  'i ia ich im in inh ip it iu',
  'iêc iêm iên iêng iêp iêt iêu',
  'o oc oi om on ong op ot ooc oong',
  'oa oac oach oai oam oan oang oanh oao oap oat oay',
  'oăc oăm oăn oăng oăt',
  'oe oem oen oeo oet',
  'ô ôc ôi ôm ôn ông ôp ôt',
  'ơ ơi ơm ơn ơp ơt',
  'u ua uc ui um un ung up ut',
  'uân uâng uât uây',
  'uê uêch uênh uêu',
  'uôc uôi uôm uôn uông uôt',
  'uơ',
  'uy uya uych uyn uynh uyp uyt uyu uyên uyêt',
  'ư ưa ưc ưi ưm ưn ưng ưt ưu',
  'ươc ươi ươm ươn ương ươp ươt ươu',
  'y yêm yên yêng yêt yêu',
].flatMap((line) => line.split(' '));

/** What follows `qu` where the rhyme is not simply u + rest of the table above (quốc, quới, quanh). */
export const quRests: readonly string[] = [
  'a ac ach ai am an ang anh ao ap at au ay',
  'ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât ây',
  'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu',
  'i ich in inh it iu o oc on ot ôc ông ơ ơi ơn y yên yêt ych yn ynh yp yt yu',
].flatMap((line) => line.split(' '));

/** Codas that allow only sắc and nặng (and, in words of other languages, no tone). */
export const stopCodas: readonly string[] = ['c', 'ch', 'k', 'p', 't'];

/** Onsets beyond the Vietnamese ones in Jrai and Bahnar names as they stand in Gia Lai's place lists. */
export const highlandOnsets: readonly string[] = [
  'ƀ č j ñ w y',
  'br ƀr dr đr gr hr jr kr mr ngr pr sr chr phr thr khr hdr hƀr',
  'bl ƀl gl hl kl ml pl chl phl khl',
  'kb kƀ kc kd kđ kg km kn kñ kng kp ks kt kw ky kch kj',
  'rb rƀ rc rch rč rd rđ rg rj rk rl rm rn rng rñ rp rs rt rw ry rh',
  'hb hƀ hd hđ hg hj hk hm hn hng hñ hp ht hw hy hch hč',
  'mb md mđ mg mj mk mn mng mp ms mt mč',
  'pn pt pk pm pñ pč bh bn by dh xt tn tp tm',
].flatMap((line) => line.split(' '));

/** Vowels and opening diphthongs of those names. */
export const highlandNuclei: readonly (readonly string[])[] = [
  ...'a ă â e ĕ ê i ĭ o ŏ ô ơ u ŭ ư y'.split(' ').map((vowel) => [vowel]),
  ['â̆'],
  ['ê̆'],
  ['ô̆'],
  ['ơ̆'],
  ['ư̆'],
  ...'ia iă iâ iê ie ua uă uâ uô uo uơ uê ue ưa ươ ưo oa oă oâ oe oê'.split(' ').map((pair) => [...pair]),
];

/** Endings of those names; a vowel ending is a glide (Plei, Krêy, Broăi, Măih). */
export const highlandCodas: readonly string[] =
  ' p t k c ch č m n ng nh ñ h l r s w i y o u ĭ ŭ ih uh ĭh ŭh ik'.split(' ');
