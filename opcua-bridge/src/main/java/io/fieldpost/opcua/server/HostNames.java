package io.fieldpost.opcua.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tinylog.Logger;

/**
 * Under which names and addresses a server is reached.
 *
 * @param written those that the configuration names; empty when it leaves that to the gateway
 * @param all what stands in the certificate and in the endpoints, at least one
 */
record HostNames(List<String> written, List<String> all) {
    /** Those of the settings, or else what this machine has now. */
    static HostNames of(PlantSettings settings) {
        if (!settings.names().isEmpty()) {
            return new HostNames(settings.names(), settings.names());
        }
        InetAddress bind = address(settings.bind());
        Set<String> names = new LinkedHashSet<>();
        if (bind.isAnyLocalAddress()) {
            addMachine(names);
        } else {
            names.add(bind.getHostAddress());
        }
        if (bind.isAnyLocalAddress() || bind.isLoopbackAddress()) {
            names.add("localhost");
            names.add("127.0.0.1");
        }
        return new HostNames(List.of(), List.copyOf(names));
    }

    /** A name as it stands in a URL: an IPv6 address in brackets (RFC 3986, 3.2.2). */
    static String inUrl(String name) {
        return name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    }

    /** Whether a name is an address, which a certificate names as such. */
    static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static InetAddress address(String literal) {
        try {
            // An address is not looked up anywhere.
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new UncheckedIOException("no address: " + literal, e);
        }
    }

    private static void addMachine(Set<String> names) {
        try {
            names.add(InetAddress.getLocalHost().getHostName());
            List<String> addresses = new ArrayList<>();
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .filter(address -> address.indexOf('%') < 0)
                    .forEach(addresses::add);
            names.addAll(addresses);
        } catch (IOException e) {
            Logger.debug(e, "this machine does not tell its names");
        }
    }
}
