package dev.cairn.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cairn.config.EffectiveConfig;
import dev.cairn.config.Setting;
import java.io.IOException;

/// What a worker goes by, for programs: as `config show` shows it to people, secrets hidden.
record ConfigReport(EffectiveConfig config) {
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("settings");
        for (Setting setting : config.settings()) {
            json.writeStartObject();
            json.writeStringField("key", setting.key());
            json.writeStringField("value", setting.text());
            json.writeStringField("origin", setting.origin());
            json.writeBooleanField("chosen", !setting.isDefault());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
