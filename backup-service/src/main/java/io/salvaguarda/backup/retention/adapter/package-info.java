/** The daily job that deletes what the plans no longer keep. */
package io.salvaguarda.backup.retention.adapter;
