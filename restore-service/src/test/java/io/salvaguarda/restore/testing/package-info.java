/** What the service's tests stand on: a source cluster, a repository, backups. No assertions. */
package io.salvaguarda.restore.testing;
