#!/bin/sh
# Starts Electron in a session bus of its own with an unlocked keyring, as a signed-in desktop has.
# Everything that belongs to the keyring lies in KIOSK_TEST_KEYRING.
export XDG_DATA_HOME="$KIOSK_TEST_KEYRING" XDG_RUNTIME_DIR="$KIOSK_TEST_KEYRING" HOME="$KIOSK_TEST_KEYRING"
exec dbus-run-session -- sh -c '
  printf "\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  "$KIOSK_TEST_ELECTRON" "$@"
' sh "$@"
