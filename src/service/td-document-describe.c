/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-describe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-error.h"

const char *const td_document_described[] = { "organ_id",      "file_catalog",
                                              "file_notation", "doc_ordinal",
                                              "copies",        "due_date",
                                              "description",   NULL };

/**
 * td_document_describe:
 * @document: changed
 * @values: "field=value" of td_document_described; an empty value clears
 * @note: (out): what was set, translated
 * @error: return location: %TD_ERROR_USAGE for another field, %TD_ERROR_BAD_INPUT for a value that
 *   does not fit
 *
 * Returns: whether all values fit
 */
gboolean
td_document_describe (TdIssuedDocumentRow *document,
                      const char *const *values,
                      char **note,
                      GError **error)
{
  const TdKindSpec *spec = td_kind_spec (TD_KIND_ISSUED_DOCUMENT);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      const char *value = strchr (values[i], '=');
      g_autofree char *name = g_strndup (values[i], strcspn (values[i], "="));
      const TdFieldSpec *field =
          g_strv_contains (td_document_described, name) ? td_kind_find_field (spec, name) : NULL;

      if (field == NULL || value == NULL)
        {
          td_error_set_at (error, TD_ERROR_USAGE, NULL, name,
                           _ ("“%s” is nothing that a document is described with."), name);
          return FALSE;
        }
      if (!td_row_parse_field (document, field, value + 1, error))
        return FALSE;
      g_string_append_printf (said, "%s%s: %s", said->len > 0 ? "; " : "", _ (field->label),
                              value[1] != '\0' ? value + 1 : "–");
    }
  *note = g_string_free (g_steal_pointer (&said), FALSE);

  return TRUE;
}
