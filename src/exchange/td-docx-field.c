/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-context.h"

#include <string.h>

/* Fields: a code, which is not printed, and the result Word last computed, which is. A field may
 * stand in the code or the result of another, and a result may run over many paragraphs. */

#define MAX_FIELDS 64
#define MAX_CODE 4096

static TdDocxField *
innermost (const TdDocxContext *context)
{
  return context->fields->len > 0
             ? &g_array_index (context->fields, TdDocxField, context->fields->len - 1)
             : NULL;
}

/**
 * td_docx_field_begin:
 * @context: a reading
 */
void
td_docx_field_begin (TdDocxContext *context)
{
  TdDocxField field = { .code = g_string_new (NULL) };

  g_array_append_val (context->fields, field);
  if (context->fields->len > MAX_FIELDS)
    td_docx_field_trim (context, 0);
}

/**
 * td_docx_field_code:
 * @context: a reading
 * @code: a piece of the code of the innermost field
 */
void
td_docx_field_code (TdDocxContext *context, const char *code)
{
  TdDocxField *field = innermost (context);

  if (field != NULL && field->code != NULL && field->code->len < MAX_CODE)
    g_string_append (field->code, code);
}

/* Only what opens a page or a letter; never a file or a script. */
static gboolean
has_safe_scheme (const char *address)
{
  return g_ascii_strncasecmp (address, "http://", 7) == 0 ||
         g_ascii_strncasecmp (address, "https://", 8) == 0 ||
         g_ascii_strncasecmp (address, "mailto:", 7) == 0;
}

/**
 * td_docx_safe_address:
 * @address: (nullable): an address from a document
 *
 * Returns: (nullable): @address when it may be kept as a link
 */
const char *
td_docx_safe_address (const char *address)
{
  return address != NULL && strlen (address) <= 2000 && has_safe_scheme (address) ? address : NULL;
}

static char *
address_of_code (const char *code)
{
  const char *start = strchr (code, '"');
  const char *end = start != NULL ? strchr (start + 1, '"') : NULL;
  g_autofree char *address = NULL;

  if (end != NULL)
    address = g_strndup (start + 1, (gsize) (end - start - 1));
  else
    {
      code += strcspn (code, " \t");
      code += strspn (code, " \t");
      address = g_strndup (code, strcspn (code, " \t"));
    }

  return g_strdup (td_docx_safe_address (address));
}

/**
 * td_docx_field_separate:
 * @context: a reading
 *
 * The code of the innermost field is complete; its result follows.
 */
void
td_docx_field_separate (TdDocxContext *context)
{
  static const char *const unprinted[] = { "PAGE",    "NUMPAGES", "SECTIONPAGES",
                                           "SECTION", "TOC",      "INDEX" };
  TdDocxField *field = innermost (context);
  g_autofree char *word = NULL;
  const char *code;

  if (field == NULL || field->code == NULL)
    return;

  code = field->code->str + strspn (field->code->str, " \t\r\n");
  word = g_strndup (code, strcspn (code, " \t\r\n\\\""));
  for (guint i = 0; i < G_N_ELEMENTS (unprinted); i++)
    if (g_ascii_strcasecmp (word, unprinted[i]) == 0)
      field->hidden = TRUE;
  if (g_ascii_strcasecmp (word, "HYPERLINK") == 0)
    field->link = address_of_code (code);
  field->in_result = TRUE;
  g_string_free (g_steal_pointer (&field->code), TRUE);
}

/**
 * td_docx_field_end:
 * @context: a reading
 */
void
td_docx_field_end (TdDocxContext *context)
{
  if (context->fields->len > 0)
    td_docx_field_trim (context, context->fields->len - 1);
}

/**
 * td_docx_field_trim:
 * @context: a reading
 * @depth: how many fields stay open
 */
void
td_docx_field_trim (TdDocxContext *context, guint depth)
{
  if (context->fields->len > depth)
    g_array_set_size (context->fields, depth);
}

/**
 * td_docx_field_close_codes:
 * @context: a reading
 * @depth: how many fields were open before
 *
 * At the end of a paragraph: a code that goes on is a damaged field and must not hide the text.
 */
void
td_docx_field_close_codes (TdDocxContext *context, guint depth)
{
  while (context->fields->len > depth && !innermost (context)->in_result)
    td_docx_field_end (context);
}

/**
 * td_docx_field_hides:
 * @context: a reading
 *
 * Returns: whether text is a code now, or the result of a field that is page furniture
 */
gboolean
td_docx_field_hides (const TdDocxContext *context)
{
  for (guint i = 0; i < context->fields->len; i++)
    {
      const TdDocxField *field = &g_array_index (context->fields, TdDocxField, i);

      if (!field->in_result || field->hidden)
        return TRUE;
    }

  return FALSE;
}

/**
 * td_docx_field_link:
 * @context: a reading
 *
 * Returns: (nullable): the address of the innermost HYPERLINK field
 */
const char *
td_docx_field_link (const TdDocxContext *context)
{
  for (guint i = context->fields->len; i > 0; i--)
    {
      const TdDocxField *field = &g_array_index (context->fields, TdDocxField, i - 1);

      if (field->link != NULL)
        return field->link;
    }

  return NULL;
}
