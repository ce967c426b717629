package io.fieldpost.opcua.server;

import io.fieldpost.config.Setting;
import java.util.List;

/** What the OPC UA server needs to know. */
@Setting("This gateway's points over opc.tcp, always signed and encrypted, read-only.")
public record PlantSettings(
        @Setting(
                value =
                        "Address of this machine to listen on: 127.0.0.1 for programs on this machine alone, 0.0.0.0 for every network that it is in.",
                pattern = "\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*",
                byDefault = "127.0.0.1",
                example = "0.0.0.0")
        String bind,

        @Setting(value = "Port; 0 takes a free one and logs it.", byDefault = "4840", min = "0", max = "65535")
        int port,

        @Setting(
                "Names and addresses by which the plant reaches this gateway; they stand in its certificate and in what it tells about its endpoints. Without it, the host name and the addresses that it has at the start.")
        List<String> names,

        @Setting(
                "Security policies that are offered, each with SignAndEncrypt; without it, all three. Nothing is offered without security.")
        List<PlantPolicy> policies,

        @Setting("Users that may log in with a password. Nobody may log in without being known.")
        List<PlantUser> users,

        @Setting(
                value =
                        "Whether users may log in with a certificate, which a person has put into users/trusted/certs of the server's directory.",
                byDefault = "false")
        boolean userCertificates,

        @Setting(value = "How many sessions there may be at once.", byDefault = "10", min = "1", max = "100")
        int maxSessions) {
    public PlantSettings {
        if (users.isEmpty() && !userCertificates) {
            throw new IllegalArgumentException("users: nobody may log in; write at least one, such as"
                    + " [ { name: scada, password: \"credential:scada\" } ], or 'user_certificates: true'");
        }
    }
}
