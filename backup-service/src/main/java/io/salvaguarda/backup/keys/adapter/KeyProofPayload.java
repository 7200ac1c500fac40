package io.salvaguarda.backup.keys.adapter;

/** What a job that proves keys is about. */
record KeyProofPayload(String repository) {}
