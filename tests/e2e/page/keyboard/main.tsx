/** A page that is never shipped: each kind of field in the real frame, for the keyboard's tests and pictures. */
import '../../../../renderer/theme/fonts.css';
import '../../../../renderer/theme/tokens.css';
import '../../../../renderer/theme/base.css';
import { type ReactNode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import frame from '../../../../renderer/app/screen.module.css';
import tools from '../../../../renderer/app/tool-bar.module.css';
import { TopBar } from '../../../../renderer/app/top-bar.tsx';
import {
  addressFromPage,
  CoreProvider,
  createCoreLink,
  createKioskStore,
  createSocketConnector,
  useKiosk,
  useReading,
} from '../../../../renderer/client/index.ts';
import { StepDots } from '../../../../renderer/components/step-dots.tsx';
import { TouchButton } from '../../../../renderer/components/touch-button.tsx';
import { KeyboardDock } from '../../../../renderer/keyboard/keyboard-dock.tsx';
import { KeyboardProvider } from '../../../../renderer/keyboard/keyboard-provider.tsx';
import { KioskDateField } from '../../../../renderer/keyboard/kiosk-date-field.tsx';
import { KioskTextField, type TextFieldKind } from '../../../../renderer/keyboard/kiosk-text-field.tsx';
import { applyReading, keepPanelScale } from '../../../../renderer/theme/panel.ts';
import { assertDefined } from '../../../../shared/assert.ts';
import type { RawKey } from '../../../../shared/identity/index.ts';

declare global {
  interface Window {
    /** Puts another field on the page with a keyboard of its own, as a new screen would; null until the page is up. */
    show: ((kind: string, value: string) => void) | null;
    /** What the tests read: the value as the form would keep it, and the bursts that were withheld. */
    probe: { value: string; bursts: (readonly RawKey[])[] };
  }
}

window.show = null;
window.probe = { value: '', bursts: [] };

const labels: Readonly<Record<string, readonly [label: string, help: string]>> = {
  name: ['Họ, chữ đệm và tên của trẻ', 'Viết đúng như trong giấy chứng sinh'],
  text: ['Nơi sinh', 'Tên bệnh viện hoặc nơi ở'],
  note: ['Lý do', 'Viết ngắn, bằng lời của Ông/Bà'],
  email: ['Thư điện tử', 'Bỏ qua nếu không có'],
  'id-number': ['Số định danh cá nhân', '12 số trên thẻ căn cước'],
  phone: ['Số điện thoại', 'Số để gọi khi có kết quả'],
  money: ['Số tiền', 'Viết bằng số'],
  year: ['Năm sinh', 'Chỉ cần năm'],
  count: ['Số bản', 'Bao nhiêu bản sao'],
  date: ['Ngày sinh của trẻ', 'Ngày, tháng, năm trên giấy chứng sinh'],
};

const surnames = ['Nguyễn', 'Trần', 'Lê', 'Ngô', 'Phạm', 'Rơ Châm', 'Rơ Mah', 'Ksor', 'Siu', 'Puih', 'Kpă'];
const onBurst = (keys: readonly RawKey[]): void => void window.probe.bursts.push(keys);

/** The product's frame with the dock in its place; not the Screen itself, which brings every flow with it. */
function Frame(props: { readonly children: ReactNode }) {
  return (
    <div className={frame.screen}>
      <TopBar />
      <main className={frame.main} data-layout="top">
        <div className={frame.crown}>
          <StepDots now={3} of={6} name="Người được khai sinh" />
        </div>
        <div className={frame.body}>{props.children}</div>
      </main>
      <div className={frame.foot}>
        <KeyboardDock />
        <div className={frame.acts}>
          <TouchButton look="back" onPress={() => {}}>
            Quay lại
          </TouchButton>
          <TouchButton look="go" onPress={() => {}}>
            Tiếp tục
          </TouchButton>
        </div>
      </div>
      <nav className={tools.tools}>
        {['English', 'Cỡ chữ', 'Tương phản', 'Gọi cán bộ'].map((word) => (
          <button key={word} type="button" className={tools.tool}>
            {word}
          </button>
        ))}
      </nav>
    </div>
  );
}

/** The answer lives beside its field: the frame is not drawn again for every letter. */
function Question(props: { readonly kind: string; readonly value: string }) {
  const { kind } = props;
  const [value, setValue] = useState(props.value);
  const [label, help] = labels[kind] ?? ['', ''];
  const change = (next: string): void => {
    window.probe.value = next;
    setValue(next);
  };
  return (
    <>
      {kind === 'date' ? (
        <KioskDateField
          label={label}
          help={help}
          value={value}
          onChange={change}
          limits={{ min: '1900-01-01', max: '2026-11-22' }}
          today="2026-11-22"
        />
      ) : (
        <KioskTextField
          label={label}
          help={help}
          kind={kind as TextFieldKind}
          value={value}
          onChange={change}
          {...(kind === 'name' ? { suggestions: { entries: surnames, fills: 'beginning' as const } } : {})}
        />
      )}
    </>
  );
}

function Page() {
  const reading = useReading();
  const pxPerMm = useKiosk()?.pxPerMm ?? 3.2;
  const [shown, setShown] = useState({ kind: 'name', value: '', turn: 0 });
  useEffect(() => keepPanelScale(pxPerMm), [pxPerMm]);
  useEffect(() => applyReading(reading), [reading]);
  useEffect(() => {
    window.show = (kind, value) => {
      window.probe = { value: '', bursts: [] };
      setShown(({ turn }) => ({ kind, value, turn: turn + 1 }));
    };
  }, []);
  return (
    <KeyboardProvider key={shown.turn} onBurst={onBurst}>
      <Frame>
        <div data-turn={shown.turn}>
          <Question kind={shown.kind} value={shown.value} />
        </div>
      </Frame>
    </KeyboardProvider>
  );
}

const link = createCoreLink({
  connector: createSocketConnector(addressFromPage()),
  nextFrame: () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
});

createRoot(assertDefined(document.getElementById('root'), '#root')).render(
  <CoreProvider store={createKioskStore(link)}>
    <Page />
  </CoreProvider>,
);
