/**
 * API tokens: who calls, and as archiver, viewer, operator or admin. Tokens are known by their
 * SHA-256 only.
 */
package io.salvaguarda.kit.security;
