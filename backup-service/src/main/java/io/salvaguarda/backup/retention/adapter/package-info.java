/**
 * The daily job that announces what the plans no longer keep, the one that deletes it, and a view.
 */
package io.salvaguarda.backup.retention.adapter;
