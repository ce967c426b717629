package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.json.AddressException;
import java.util.List;

/** Makes subscribers of sensors that speak MQTT: {@code protocol: mqtt-in}. */
public final class MqttInDriverFactory implements DriverFactory<MqttInSettings> {
    @Override
    public String protocol() {
        return "mqtt-in";
    }

    @Override
    public Class<MqttInSettings> configType() {
        return MqttInSettings.class;
    }

    @Override
    public Driver create(MqttInSettings config, DriverContext context) {
        return new MqttInDriver(config, context);
    }

    @Override
    public String complaintAbout(String address) {
        try {
            MqttAddress.parse(address);
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public List<Remark> remarks(MqttInSettings config) {
        if (config.tls() || config.isThisMachine()) {
            return List.of();
        }
        return List.of(new Remark(
                "url",
                "plain MQTT to " + config.host()
                        + ": anyone on the way can read what the sensors say, and say something else; write mqtts:// where the"
                        + " broker can"));
    }

    @Override
    public String settingForUrl(String url) {
        return url.startsWith("mqtt://") || url.startsWith("mqtts://") ? "url" : "";
    }
}
