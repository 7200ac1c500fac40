/** What verify-service's tests share: its stack, a source worth proving, and backups of it. */
package io.salvaguarda.verify.testing;
