/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of an object that may be missing or of another kind: then they are NULL, 0 or NAN. */
JsonObject *td_json_object (JsonObject *object, const char *key);
JsonArray *td_json_array (JsonObject *object, const char *key);
JsonObject *td_json_nth_object (JsonArray *array, guint n);
char *td_json_node_dup_text (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *td_json_dup_text (JsonObject *object, const char *key) G_GNUC_WARN_UNUSED_RESULT;
char *td_json_dup_date (JsonObject *object, const char *key) G_GNUC_WARN_UNUSED_RESULT;
gint64 td_json_int (JsonObject *object, const char *key, gint64 minimum, gint64 maximum);
double td_json_number (JsonObject *object, const char *key);
gboolean td_json_bool (JsonObject *object, const char *key);

G_END_DECLS
