/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-pdf-form.h"

#include <string.h>

#define TD_PDF_MAX_FIELD_DEPTH 32
#define TD_PDF_MAX_FIELDS 20000

static void
td_pdf_field_free (gpointer data)
{
  TdPdfField *field = data;

  g_free (field->name);
  g_free (field);
}

typedef struct
{
  TdPdfView view;
  GPtrArray *fields;
  guint nodes;
} TdPdfFormWalk;

/* A child is a field of its own when it has a name, else it is another picture of its parent. */
static gboolean
td_pdf_has_child_fields (TdPdfFormWalk *walk, const TdPdfObject *kids)
{
  for (guint i = 0; i < kids->as.array.n; i++)
    if (td_pdf_lookup (td_pdf_view_resolve (walk->view, kids->as.array.items[i]), "T") != NULL)
      return TRUE;
  return FALSE;
}

static void
td_pdf_form_walk (TdPdfFormWalk *walk,
                  const TdPdfObject *reference,
                  const char *parent,
                  TdPdfObject *type,
                  guint depth)
{
  TdPdfObject *object = td_pdf_view_resolve (walk->view, reference);
  TdPdfObject *kids = td_pdf_view_lookup (walk->view, object, "Kids");
  TdPdfObject *own = td_pdf_view_lookup (walk->view, object, "FT");
  TdPdfObject *value = td_pdf_lookup (object, "V");
  g_autofree char *title = td_pdf_dup_text (td_pdf_view_lookup (walk->view, object, "T"));
  g_autofree char *name = NULL;
  TdPdfField *field;

  if (object == NULL || object->type != TD_PDF_DICTIONARY || depth > TD_PDF_MAX_FIELD_DEPTH ||
      walk->nodes++ > TD_PDF_MAX_FIELDS)
    return;
  type = own != NULL ? own : type;
  name = parent != NULL && title != NULL ? g_strconcat (parent, ".", title, NULL)
                                         : g_strdup (title != NULL ? title : parent);
  if (kids != NULL && kids->type == TD_PDF_ARRAY && td_pdf_has_child_fields (walk, kids))
    {
      for (guint i = 0; i < kids->as.array.n; i++)
        td_pdf_form_walk (walk, kids->as.array.items[i], name, type, depth + 1);
      return;
    }
  field = g_new0 (TdPdfField, 1);
  field->number = reference->type == TD_PDF_REFERENCE ? reference->as.reference.number : 0;
  field->name = g_steal_pointer (&name);
  field->object = object;
  field->type = type;
  field->value = td_pdf_view_resolve (walk->view, value);
  field->value_number =
      value != NULL && value->type == TD_PDF_REFERENCE ? value->as.reference.number : 0;
  g_ptr_array_add (walk->fields, field);
}

/**
 * td_pdf_form_list:
 * @view: a file at a time
 *
 * Returns: (element-type TdPdfField): the fields that can have a value, in the order of the file
 */
GPtrArray *
td_pdf_form_list (TdPdfView view)
{
  TdPdfObject *form = td_pdf_view_lookup (view, td_pdf_view_root (view), "AcroForm");
  TdPdfObject *fields = td_pdf_view_lookup (view, form, "Fields");
  TdPdfFormWalk walk = { view, g_ptr_array_new_with_free_func (td_pdf_field_free), 0 };

  if (fields != NULL && fields->type == TD_PDF_ARRAY)
    for (guint i = 0; i < fields->as.array.n; i++)
      td_pdf_form_walk (&walk, fields->as.array.items[i], NULL, NULL, 0);
  return walk.fields;
}

const TdPdfField *
td_pdf_form_find (const GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const TdPdfField *field = g_ptr_array_index ((GPtrArray *) fields, i);

      if (g_strcmp0 (field->name, name) == 0)
        return field;
    }
  return NULL;
}

/**
 * td_pdf_form_free_name:
 * @fields: from td_pdf_form_list()
 * @wanted: a name
 *
 * Returns: @wanted, with a number behind it where a field is called so already
 */
char *
td_pdf_form_free_name (const GPtrArray *fields, const char *wanted)
{
  char *name = g_strdup (wanted);

  for (guint i = 2; td_pdf_form_find (fields, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%u", wanted, i);
    }
  return name;
}

/**
 * td_pdf_write_with:
 * @out: gets a dictionary
 * @dictionary: (nullable): what it is a copy of
 * @keys: NULL-terminated: those that are left out
 * @values: keys with their values, in the syntax of a PDF, that are put in
 */
void
td_pdf_write_with (GString *out,
                   const TdPdfObject *dictionary,
                   const char *const *keys,
                   const char *values)
{
  g_string_append (out, "<< ");
  for (guint i = 0; dictionary != NULL && i < dictionary->as.dictionary.n; i++)
    {
      const TdPdfPair *pair = &dictionary->as.dictionary.pairs[i];

      if (g_strv_contains (keys, pair->key))
        continue;
      td_pdf_write_name (out, pair->key);
      g_string_append_c (out, ' ');
      td_pdf_write_object (out, pair->value);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, values);
  g_string_append (out, " >>");
}

/* "[ 3 0 R 4 0 R ]": an array and more */
static char *
td_pdf_longer_array (const TdPdfObject *array, const guint32 *numbers, guint n)
{
  GString *text = g_string_new ("[ ");

  for (guint i = 0; array != NULL && i < array->as.array.n; i++)
    {
      td_pdf_write_object (text, array->as.array.items[i]);
      g_string_append_c (text, ' ');
    }
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u 0 R ", numbers[i]);
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

/* Replaces an array that is an object of its own, or the dictionary that holds it. */
static gboolean
td_pdf_append_to_array (TdPdfUpdate *update,
                        TdPdfView view,
                        guint32 holder,
                        const TdPdfObject *dictionary,
                        const char *key,
                        const guint32 *numbers,
                        guint n)
{
  const TdPdfObject *written = td_pdf_lookup (dictionary, key);
  const TdPdfObject *array = td_pdf_view_resolve (view, written);
  const char *const keys[] = { key, NULL };
  g_autofree char *longer = NULL, *values = NULL;
  GString *out;

  if (array != NULL && array->type == TD_PDF_NULL)
    array = NULL;
  if (array != NULL && array->type != TD_PDF_ARRAY)
    return FALSE;
  longer = td_pdf_longer_array (array, numbers, n);
  if (array != NULL && written->type == TD_PDF_REFERENCE)
    {
      out = td_pdf_update_begin (update, written->as.reference.number);
      g_string_append (out, longer);
    }
  else
    {
      values = g_strdup_printf ("/%s %s", key, longer);
      out = td_pdf_update_begin (update, holder);
      td_pdf_write_with (out, dictionary, keys, values);
    }
  td_pdf_update_end (update);
  return TRUE;
}

/**
 * td_pdf_form_add_to_page:
 * @update: gets the changed object
 * @view: the file
 * @page: number of the page
 * @widgets: numbers of the annotations to add on top
 * @n: how many
 * @error: return location
 *
 * Returns: whether it could be done
 */
gboolean
td_pdf_form_add_to_page (TdPdfUpdate *update,
                         TdPdfView view,
                         guint32 page,
                         const guint32 *widgets,
                         guint n,
                         GError **error)
{
  return td_pdf_append_to_array (update, view, page, td_pdf_view_get (view, page), "Annots",
                                 widgets, n) ||
         td_pdf_file_refuse (view.file, error);
}

/* The form is an object of its own, stands in the catalog, or does not exist yet. */
static void
td_pdf_form_write (TdPdfUpdate *update,
                   TdPdfView view,
                   const TdPdfObject *form,
                   const char *const *keys,
                   const char *values)
{
  static const char *const own[] = { "AcroForm", NULL };
  const TdPdfObject *root = td_pdf_view_root (view);
  const TdPdfObject *written = td_pdf_lookup (root, "AcroForm");
  const TdPdfObject *catalog = td_pdf_lookup (td_pdf_file_section (view.file, 0)->trailer, "Root");
  g_autoptr (GString) text = g_string_new (NULL);

  td_pdf_write_with (text, form, keys, values);
  if (form != NULL && written->type == TD_PDF_REFERENCE)
    {
      g_string_append_len (td_pdf_update_begin (update, written->as.reference.number), text->str,
                           (gssize) text->len);
    }
  else
    {
      g_string_prepend (text, "/AcroForm ");
      td_pdf_write_with (td_pdf_update_begin (update, catalog->as.reference.number), root, own,
                         text->str);
    }
  td_pdf_update_end (update);
}

/**
 * td_pdf_form_add:
 * @update: gets the changed objects
 * @view: the file
 * @fields: numbers of the new fields
 * @n: how many; may be 0
 * @set: NULL-terminated: keys of the form that are set or dropped
 * @values: those that are set, in the syntax of a PDF: "/SigFlags 3"
 * @error: return location
 *
 * Returns: whether it could be done
 */
gboolean
td_pdf_form_add (TdPdfUpdate *update,
                 TdPdfView view,
                 const guint32 *fields,
                 guint n,
                 const char *const *set,
                 const char *values,
                 GError **error)
{
  const TdPdfObject *form = td_pdf_view_lookup (view, td_pdf_view_root (view), "AcroForm");
  const TdPdfObject *written, *array;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autofree char *longer = NULL, *all = NULL;
  g_auto (GStrv) names = NULL;

  if (form != NULL && form->type == TD_PDF_NULL)
    form = NULL;
  written = td_pdf_lookup (form, "Fields");
  array = td_pdf_view_resolve (view, written);
  if ((form != NULL && form->type != TD_PDF_DICTIONARY) ||
      (array != NULL && array->type != TD_PDF_ARRAY))
    return td_pdf_file_refuse (view.file, error);
  longer = td_pdf_longer_array (array, fields, n);
  if (array != NULL && written->type == TD_PDF_REFERENCE)
    {
      g_string_append (td_pdf_update_begin (update, written->as.reference.number), longer);
      td_pdf_update_end (update);
      all = g_strdup (values);
    }
  else
    {
      g_strv_builder_add (keys, "Fields");
      all = g_strdup_printf ("/Fields %s %s", longer, values);
    }
  for (guint i = 0; set[i] != NULL; i++)
    g_strv_builder_add (keys, set[i]);
  names = g_strv_builder_end (keys);
  td_pdf_form_write (update, view, form, (const char *const *) names, all);
  return TRUE;
}
