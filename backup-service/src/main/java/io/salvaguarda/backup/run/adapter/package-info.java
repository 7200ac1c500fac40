/** Binds backups to the service kit's jobs: asking for one, running it, ending it. */
package io.salvaguarda.backup.run.adapter;
