package io.fieldpost.agent.doctor;

import io.fieldpost.agent.console.Words;
import io.fieldpost.agent.trust.TrustStore;
import io.fieldpost.config.Secret;
import io.fieldpost.config.gateway.ConsoleSettings;
import io.fieldpost.config.gateway.Destination;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which checks there are for a configuration, in the order in which a technician would look. */
final class Checks {
    private final Words words;
    private final Surroundings here;
    private final List<Check> checks = new ArrayList<>();

    Checks(Words words, Surroundings here) {
        this.words = words;
        this.here = here;
    }

    List<Check> of(ConfigurationRead read) {
        checks.add(new JavaCheck(about("java"), here.java(), here.maxHeap()));
        checks.add(new UserCheck(about("user"), here.user()));
        checks.add(new ClockCheck(about("clock"), here.clockProbe(), here.clock()));
        checks.add(new ConfigurationCheck(about("configuration"), read));
        GatewayConfig config = read.config();
        if (config == null) {
            checks.add(new NothingToTry(about("rest"), "rest.skipped"));
        } else {
            checks.add(new StoreCheck(about("store"), config.store(), here.user(), here.cards()));
            certificates(config.store().path());
            config.destinations().forEach(this::destination);
            config.sources().forEach(source -> source(source, read));
            page(config.console());
        }
        return List.copyOf(checks);
    }

    /** Where no machine was ever asked for one, there is nothing to tell. */
    private void certificates(Path store) {
        if (TrustStore.isUsed(store)) {
            checks.add(new CertificatesCheck(about("certificates"), store, here.clock()));
            checks.add(new OwnCertificateCheck(about("own"), store, here.clock()));
        }
    }

    private void destination(Destination destination) {
        Verdict verdict = about("destination", destination.name());
        List<Endpoint> endpoints = Endpoint.in(destination.url().toString());
        boolean tls = "mqtts".equals(destination.url().getScheme());
        endpoints.forEach(endpoint -> checks.add(new ReachCheck(verdict, "destination", endpoint, tls)));
        if (endpoints.isEmpty()) {
            checks.add(new NothingToTry(verdict, "reach.nothing"));
        }
        if (destination.trust() != null) {
            checks.add(new TrustCheck(verdict, destination.trust()));
        }
        if (destination.identity() != null) {
            secret(verdict, destination.identity());
        }
        if (destination.password() != null) {
            secret(verdict, destination.password());
        }
    }

    private void secret(Verdict verdict, Secret secret) {
        checks.add(new SecretCheck(verdict, secret, here.environment()));
    }

    private void source(Source source, ConfigurationRead read) {
        Verdict verdict = about("source", source.name());
        read.remarks()
                .getOrDefault(source.name(), List.of())
                .forEach(remark -> checks.add(new RemarkCheck(verdict, remark)));
        List<Endpoint> endpoints = Endpoint.in(source.settings());
        endpoints.forEach(endpoint -> checks.add(new ReachCheck(verdict, "source", endpoint, false)));
        if (endpoints.isEmpty()) {
            checks.add(new NothingToTry(verdict, "reach.nothing"));
        }
    }

    private void page(ConsoleSettings console) {
        Verdict verdict = about("agent");
        if (!console.enabled()) {
            checks.add(new NothingToTry(verdict, "page.disabled"));
        } else if (console.port() == 0) {
            checks.add(new NothingToTry(verdict, "page.any.port"));
        } else {
            checks.add(new PageCheck(verdict, console.port()));
        }
    }

    private Verdict about(String subject, Object... parts) {
        return new Verdict(words, words.say("subject." + subject, parts));
    }
}
