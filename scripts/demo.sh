#!/bin/sh
# The main job in a minute: articles become a graph; a question about it is answered; the sentence that proves a row;
# the graph as Turtle. Set PACTUM to the command and its store.
set -eu

run() {
    printf '\n$ pactum'
    for word in "$@"; do
        case $word in *[!A-Za-z0-9_./:=-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n'
    # shellcheck disable=SC2086 # a command with its options
    $PACTUM "$@"
}

run build data/articles
run query investments --company OpenAI --format table
run query revenue-shares --company Microsoft --cite --format table
run why investment/microsoft-openai
run export --about agreement/microsoft-openai-2026-04-27
