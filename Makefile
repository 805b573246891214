# make demo    build, read seeds/, and answer at http://127.0.0.1:7878
# make test    everything a change must pass
#
# Needs Rust (https://rustup.rs, version in Cargo.toml) and a C linker; Debian's package for that is gcc.

CARGO ?= cargo

.PHONY: demo test linker tools

demo: linker
	$(CARGO) run --release --locked -- serve

test: linker tools
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- --deny warnings
	$(CARGO) test --locked
	RUSTDOCFLAGS="--deny warnings" $(CARGO) doc --locked --no-deps --document-private-items

# Rust links with the system's C compiler, which a fresh machine may not have.
linker:
	@command -v cc >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
		then echo "cc is missing: installing the packages gcc and libc6-dev" && \
			apt-get update -q && apt-get install -qy --no-install-recommends gcc libc6-dev; \
		else echo "cc is missing. On Debian: sudo apt-get install gcc libc6-dev" >&2; exit 2; \
		fi; }

# A minimal Rust toolchain comes without them.
tools:
	@$(CARGO) fmt --version >/dev/null 2>&1 && $(CARGO) clippy --version >/dev/null 2>&1 || \
		rustup component add rustfmt clippy
