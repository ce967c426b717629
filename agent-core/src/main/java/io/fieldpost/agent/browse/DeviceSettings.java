package io.fieldpost.agent.browse;

import io.fieldpost.agent.Drivers;
import io.fieldpost.config.Choices;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A device that was named on a command line: its protocol, and the settings that would stand in a gateway's file. */
public final class DeviceSettings {
    private final DriverFactory<?> factory;
    private final Map<String, String> settings;

    private DeviceSettings(DriverFactory<?> factory, Map<String, String> settings) {
        this.factory = factory;
        this.settings = settings;
    }

    /**
     * The device behind a URL.
     *
     * @param further settings beside the one that takes the URL, each with one value
     * @throws IllegalArgumentException when no driver browses such a URL, with what would be right
     */
    public static DeviceSettings of(String url, Map<String, String> further, Drivers drivers) {
        for (DriverFactory<?> factory : drivers.all()) {
            String key = factory.settingForUrl(url);
            if (!key.isEmpty()) {
                Map<String, String> settings = new LinkedHashMap<>();
                settings.put(key, url);
                settings.putAll(further);
                return new DeviceSettings(factory, settings);
            }
        }
        throw new IllegalArgumentException("no driver can browse '" + url
                + "'; write a URL such as opc.tcp://10.20.0.11:4840, or the name of a source in the gateway's file");
    }

    /** The protocol of its driver. */
    public String protocol() {
        return factory.protocol();
    }

    /** As lines of a gateway's file, each behind {@code indent}. */
    public String yaml(String indent) {
        return settings.entrySet().stream()
                .map(entry -> indent + entry.getKey() + ": " + YamlText.quoted(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Makes its driver.
     *
     * @throws IllegalArgumentException with everything that is wrong with the settings
     */
    public Driver driver(DriverContext context) throws DriverException {
        return driver(factory, context);
    }

    private <C extends Record> Driver driver(DriverFactory<C> of, DriverContext context) throws DriverException {
        Result<C> result = ConfigReader.of(Choices.none()).read("settings", yaml(""), of.configType());
        if (result instanceof Result.Rejected<C> rejected) {
            throw new IllegalArgumentException(facts(rejected.problems()));
        }
        return of.create(((Result.Read<C>) result).value(), context);
    }

    /** Without places, which nobody wrote. */
    private static String facts(List<Problem> problems) {
        return new TreeSet<>(problems.stream()
                        .map(problem -> (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message())
                        .toList())
                .stream().collect(Collectors.joining("\n"));
    }
}
