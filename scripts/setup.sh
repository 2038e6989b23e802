#!/bin/sh
# Looks for what the build needs besides this repository, and installs what is missing or says exactly what to type.
# It does so before anything is compiled: without libclang the build would fail only after minutes.
set -eu

fail() {
    printf 'setup: %s\n' "$1" >&2
    printf '  type: %s\n' "$2" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# Where the bindings to RocksDB will look for libclang.
has_libclang() {
    if [ -n "${LIBCLANG_PATH:-}" ]; then
        [ -e "$LIBCLANG_PATH" ] && return 0
    fi
    if has llvm-config && holds_libclang "$(llvm-config --libdir)"; then
        return 0
    fi
    if has ldconfig && ldconfig -p 2>/dev/null | grep -q 'libclang[-.0-9]*\.so'; then
        return 0
    fi
    for folder in /usr/lib/llvm-*/lib /usr/lib64 /usr/lib /usr/local/lib /usr/lib/*-linux-gnu \
        /opt/homebrew/opt/llvm/lib /usr/local/opt/llvm/lib \
        /Library/Developer/CommandLineTools/usr/lib \
        /Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib; do
        holds_libclang "$folder" && return 0
    done
    return 1
}

holds_libclang() {
    for file in "$1"/libclang.so* "$1"/libclang-[0-9]*.so* "$1"/libclang.dylib; do
        [ -e "$file" ] && return 0
    done
    return 1
}

# install DEBIAN-PACKAGES BREW-PACKAGE WHAT
install() {
    if [ "$(uname -s)" = Darwin ]; then
        has brew || fail "$3 is missing" "xcode-select --install"
        brew install "$2"
    elif has apt-get; then
        # shellcheck disable=SC2086 # several packages
        if [ "$(id -u)" = 0 ]; then
            apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q $1
        elif has sudo && sudo -n true 2>/dev/null; then
            sudo -n apt-get update -q && sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y -q $1
        else
            fail "$3 is missing" "sudo apt-get install $1"
        fi
    elif has dnf; then
        fail "$3 is missing" "sudo dnf install gcc-c++ clang-devel"
    elif has pacman; then
        fail "$3 is missing" "sudo pacman -S base-devel clang"
    else
        fail "$3 is missing" "install a C++ compiler and libclang with your package manager"
    fi
}

has cargo || fail "cargo is missing" "open https://rustup.rs and do what it says, then open a new shell"

if ! has c++ && ! has g++ && ! has clang++; then
    install g++ llvm "a C++ compiler"
fi

if ! has_libclang; then
    install libclang-dev llvm libclang
    has_libclang || fail "libclang was installed but is not found" "export LIBCLANG_PATH=/path/to/the/folder/with/libclang"
fi
