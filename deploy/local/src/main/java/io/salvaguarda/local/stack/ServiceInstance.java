package io.salvaguarda.local.stack;

import io.salvaguarda.local.JavaProcess;
import java.net.URI;

/**
 * One running instance of a service.
 *
 * @param url where its REST interface is
 * @param process its JVM: kill it, stop it, start it again, read its memory
 */
public record ServiceInstance(SuiteService service, URI url, JavaProcess process) {}
