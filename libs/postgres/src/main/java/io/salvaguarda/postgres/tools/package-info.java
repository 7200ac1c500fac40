/**
 * Starts PostgreSQL's programs safely: no shell, a cleared environment, nothing of the user's in
 * argv, an unprivileged user, and nothing left running when the process here dies. What the
 * programs are for is other packages' matter.
 */
package io.salvaguarda.postgres.tools;
