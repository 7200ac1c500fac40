/**
 * PostgreSQL clusters of our own: throwaway ones, in which other people's dumps are restored and
 * which are therefore cut off from everything, and long-lived local ones for the local stack and
 * for tests. Which data goes in is other packages' matter.
 */
package io.salvaguarda.postgres.cluster;
