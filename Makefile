# make demo   the main job on the example articles
# make test   all tests
# make lint   format and lints
# Both demo and test use the same profile, so that RocksDB is compiled once.

STORE  = target/demo.db
TARGET = $(or $(CARGO_TARGET_DIR),target)
PACTUM = $(TARGET)/debug/pactum --store $(STORE)

.PHONY: demo test lint setup

demo: setup
	cargo build --locked
	@rm -rf $(STORE)
	@PACTUM="$(PACTUM)" sh scripts/demo.sh

test: setup
	cargo test --locked

lint: setup
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings

setup:
	@sh scripts/setup.sh
