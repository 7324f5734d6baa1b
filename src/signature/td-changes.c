/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-changes.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "td-pdf-pages.h"

/* Reports name this many objects; the verdict does not depend on more. */
#define TD_MAX_REPORTED 12

typedef struct
{
  TdChanges *changes;
  TdPdfView old, new;
  const TdPermissions *permissions; /* (nullable) */
  GPtrArray *old_fields, *new_fields;
  GHashTable *old_numbers, *new_numbers; /* of the fields -> TdPdfField */
  GHashTable *looks;                     /* numbers of the appearances of fields that were empty */
  GHashTable *annots;                    /* numbers of arrays of annotations */
  GHashTable *referenced; /* (nullable): numbers the old file names without having them */
  guint32 root, form, fields, info, metadata;
  gboolean proof, other; /* what changed */
} TdCompare;

void
td_changes_free (TdChanges *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* Takes the words. */
static void
td_compare_problem (TdCompare *self, char *words)
{
  if (self->changes->problems->len < TD_MAX_REPORTED)
    g_ptr_array_add (self->changes->problems, words);
  else
    g_free (words);
}

static void
td_compare_forbidden (TdCompare *self, guint32 number)
{
  td_compare_problem (
      self, g_strdup_printf (_ ("Content was changed after this signature (object %u)."), number));
}

static guint32
td_number_of (const TdPdfObject *object)
{
  return object != NULL && object->type == TD_PDF_REFERENCE ? object->as.reference.number : 0;
}

static gboolean
td_same_data (TdPdfFile *file, const TdPdfObject *a, const TdPdfObject *b)
{
  return !a->is_stream ||
         (a->data_length == b->data_length &&
          memcmp (file->data + a->data_start, file->data + b->data_start, a->data_length) == 0);
}

/* Whether two dictionaries are alike but for some keys */
static gboolean
td_alike_but (const TdPdfObject *a, const TdPdfObject *b, const char *const *keys)
{
  if (a == NULL || b == NULL || a->type != TD_PDF_DICTIONARY || b->type != TD_PDF_DICTIONARY ||
      a->is_stream || b->is_stream)
    return FALSE;
  for (guint i = 0; i < a->as.dictionary.n; i++)
    {
      const TdPdfPair *pair = &a->as.dictionary.pairs[i];

      if (!g_strv_contains (keys, pair->key) &&
          !td_pdf_equal (pair->value, td_pdf_lookup (b, pair->key)))
        return FALSE;
    }
  for (guint i = 0; i < b->as.dictionary.n; i++)
    if (!g_strv_contains (keys, b->as.dictionary.pairs[i].key) &&
        td_pdf_lookup (a, b->as.dictionary.pairs[i].key) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
td_is_null (const TdPdfObject *object)
{
  return object == NULL || object->type == TD_PDF_NULL;
}

/* A signature that is put into a field is one that was not there: else an old one could lend its
 * good name to another picture. */
static gboolean
td_compare_fresh_value (TdCompare *self, const TdPdfObject *field)
{
  const TdPdfObject *written = td_pdf_lookup (field, "V");
  const TdPdfObject *value = td_pdf_view_resolve (self->new, written);

  return td_pdf_lookup (value, "ByteRange") != NULL &&
         (td_number_of (written) == 0 ||
          td_pdf_view_find (self->old, td_number_of (written)) == NULL);
}

/* Says so where the signer locked a field that was filled or added. */
static void
td_compare_locked (TdCompare *self, const char *field)
{
  if (self->permissions != NULL && td_permissions_lock (self->permissions, field))
    td_compare_problem (self, g_strdup_printf (_ ("Its signer locked the field “%s”, but the field "
                                                  "was filled in afterwards."),
                                               field != NULL ? field : "?"));
}

/* A signature field that was added: signed, or nothing to be seen; it does nothing when clicked. */
static gboolean
td_compare_new_field (TdCompare *self, const TdPdfObject *reference)
{
  static const char *const forbidden[] = { "A", "AA", "Kids", "Parent", "MK" };
  const TdPdfField *field =
      g_hash_table_lookup (self->new_numbers, GUINT_TO_POINTER (td_number_of (reference)));

  if (field == NULL || !td_pdf_is_name (field->type, "Sig") ||
      g_hash_table_contains (self->old_numbers, GUINT_TO_POINTER (td_number_of (reference))))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (td_pdf_lookup (field->object, forbidden[i]) != NULL)
      return FALSE;
  if (td_is_null (field->value))
    return td_pdf_lookup (field->object, "AP") == NULL;
  td_compare_locked (self, field->name);
  return td_compare_fresh_value (self, field->object);
}

/* The old items come first and in their order; more are new signature fields. */
static gboolean
td_compare_grown (TdCompare *self, const TdPdfObject *old, const TdPdfObject *new)
{
  guint n = td_is_null (old) ? 0 : old->as.array.n;

  if ((!td_is_null (old) && old->type != TD_PDF_ARRAY) || new == NULL ||
      new->type != TD_PDF_ARRAY || new->as.array.n < n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!td_pdf_equal (old->as.array.items[i], new->as.array.items[i]))
      return FALSE;
  for (guint i = n; i < new->as.array.n; i++)
    if (!td_compare_new_field (self, new->as.array.items[i]))
      return FALSE;
  return TRUE;
}

/* A value that may grow, in a dictionary that may be written again */
static gboolean
td_compare_grown_key (TdCompare *self,
                      const TdPdfObject *old,
                      const TdPdfObject *new,
                      const char *key)
{
  const TdPdfObject *a = td_pdf_lookup (old, key), *b = td_pdf_lookup (new, key);

  if (td_pdf_equal (a, b))
    return TRUE;
  /* Moved into an object of its own, or out of one, would be a change of another kind. */
  if (td_number_of (a) != 0 && td_number_of (b) != td_number_of (a))
    return FALSE;
  return td_compare_grown (self, td_pdf_view_resolve (self->old, a),
                           td_pdf_view_resolve (self->new, b));
}

static gboolean
td_compare_form (TdCompare *self, const TdPdfObject *old, const TdPdfObject *new)
{
  static const char *const keys[] = { "Fields", "SigFlags", "DR", "DA", NULL };
  static const char *const only_added[] = { "DR", "DA" };
  static const TdPdfObject none = { .type = TD_PDF_DICTIONARY };

  if (new == NULL || new->type != TD_PDF_DICTIONARY)
    return FALSE;
  if (old == NULL)
    old = &none;
  for (guint i = 0; i < G_N_ELEMENTS (only_added); i++)
    if (td_pdf_lookup (old, only_added[i]) != NULL &&
        !td_pdf_equal (td_pdf_lookup (old, only_added[i]), td_pdf_lookup (new, only_added[i])))
      return FALSE;
  return td_alike_but (old, new, keys) && td_compare_grown_key (self, old, new, "Fields");
}

static gboolean
td_compare_catalog (TdCompare *self, const TdPdfObject *old, const TdPdfObject *new)
{
  static const char *const keys[] = { "AcroForm", "DSS", "Extensions", NULL };
  const TdPdfObject *a = td_pdf_lookup (old, "AcroForm"), *b = td_pdf_lookup (new, "AcroForm");

  if (!td_alike_but (old, new, keys))
    return FALSE;
  if (!td_pdf_equal (td_pdf_lookup (old, "DSS"), td_pdf_lookup (new, "DSS")))
    {
      self->proof = TRUE;
      g_ptr_array_add (self->changes->notes,
                       g_strdup (_ ("Certificates for later verification were added.")));
    }
  if (td_pdf_equal (a, b))
    return TRUE;
  self->other = TRUE;
  if (td_number_of (a) != 0)
    return FALSE;
  return td_compare_form (self, td_is_null (a) ? NULL : a, td_pdf_view_resolve (self->new, b));
}

static gboolean
td_compare_page (TdCompare *self, const TdPdfObject *old, const TdPdfObject *new)
{
  static const char *const keys[] = { "Annots", NULL };

  return td_pdf_is_name (td_pdf_lookup (old, "Type"), "Page") && td_alike_but (old, new, keys) &&
         td_compare_grown_key (self, old, new, "Annots");
}

/* RULE: a field that was empty may be filled, once. */
static gboolean
td_compare_field (TdCompare *self, const TdPdfField *old, const TdPdfObject *new)
{
  static const char *const keys[] = { "V", "AP", NULL };
  const TdPdfObject *value = td_pdf_view_lookup (self->new, new, "V");
  gboolean text = td_pdf_is_name (old->type, "Tx");

  if (!td_is_null (old->value) || !td_alike_but (old->object, new, keys))
    return FALSE;
  /* An empty signature field does not get a picture without a signature. */
  if (text ? td_is_null (value) || value->type != TD_PDF_STRING
           : !td_pdf_is_name (old->type, "Sig") || !td_compare_fresh_value (self, new))
    return FALSE;
  td_compare_locked (self, old->name);
  if (text)
    g_ptr_array_add (self->changes->notes,
                     g_strdup_printf (_ ("The field “%s” was filled in after this signature."),
                                      old->name != NULL ? old->name : "?"));
  return TRUE;
}

/* Programs note when and with what a file was saved. */
static gboolean
td_compare_info (TdCompare *self, const TdPdfObject *old, const TdPdfObject *new)
{
  static const char *const keys[] = { "ModDate", "Producer", NULL };

  if (!td_alike_but (old, new, keys))
    return FALSE;
  g_ptr_array_add (self->changes->notes,
                   g_strdup (_ ("The date of the last change of the file was noted.")));
  return TRUE;
}

static gboolean
td_is_table (const TdPdfObject *object)
{
  return object->is_stream && td_pdf_is_name (td_pdf_lookup (object, "Type"), "XRef");
}

static gboolean
td_compare_known (TdCompare *self, guint32 number, const TdPdfObject *old, const TdPdfObject *new)
{
  const TdPdfField *field = g_hash_table_lookup (self->old_numbers, GUINT_TO_POINTER (number));

  if (number == self->root)
    return td_compare_catalog (self, old, new);
  self->other = TRUE;
  if (number == self->form)
    return td_compare_form (self, old, new);
  if (number == self->fields || g_hash_table_contains (self->annots, GUINT_TO_POINTER (number)))
    return td_compare_grown (self, old, new);
  if (field != NULL)
    return td_compare_field (self, field, new);
  if (number == self->info)
    return td_compare_info (self, old, new);
  if (td_is_table (old) && td_is_table (new))
    return TRUE;
  if (number == self->metadata && old->is_stream && new->is_stream)
    {
      g_ptr_array_add (self->changes->notes,
                       g_strdup (_ ("The description of the file was changed.")));
      return TRUE;
    }
  if (g_hash_table_contains (self->looks, GUINT_TO_POINTER (number)))
    return old->is_stream && new->is_stream;
  return td_compare_page (self, old, new);
}

static void
td_collect_missing (TdCompare *self, const TdPdfObject *object)
{
  if (object == NULL)
    return;
  if (object->type == TD_PDF_REFERENCE)
    {
      const TdPdfEntry *entry = td_pdf_view_find (self->old, object->as.reference.number);

      if (entry == NULL || entry->kind == 0)
        g_hash_table_add (self->referenced, GUINT_TO_POINTER (object->as.reference.number));
    }
  else if (object->type == TD_PDF_ARRAY)
    for (guint i = 0; i < object->as.array.n; i++)
      td_collect_missing (self, object->as.array.items[i]);
  else if (object->type == TD_PDF_DICTIONARY)
    for (guint i = 0; i < object->as.dictionary.n; i++)
      td_collect_missing (self, object->as.dictionary.pairs[i].value);
}

/* Numbers that the old file names although it does not have them: content could be slipped in by
 * adding them later. */
static void
td_compare_find_missing (TdCompare *self)
{
  self->referenced = g_hash_table_new (NULL, NULL);
  for (guint s = self->old.first; s < self->old.file->sections->len; s++)
    {
      const TdPdfSection *section = td_pdf_file_section (self->old.file, s);

      for (guint i = 0; i < section->entries->len; i++)
        {
          const TdPdfEntry *entry = &g_array_index (section->entries, TdPdfEntry, i);

          if (entry->kind != 0 && td_pdf_view_find (self->old, entry->number) == entry)
            td_collect_missing (self, td_pdf_view_get (self->old, entry->number));
        }
    }
}

static void
td_compare_one (TdCompare *self, guint32 number)
{
  const TdPdfEntry *entry = td_pdf_view_find (self->old, number);
  TdPdfObject *old = td_pdf_view_get (self->old, number);
  TdPdfObject *new = td_pdf_view_get (self->new, number);

  if (old == NULL)
    {
      if (self->referenced == NULL)
        td_compare_find_missing (self);
      if ((entry != NULL && entry->kind != 0) ||
          g_hash_table_contains (self->referenced, GUINT_TO_POINTER (number)))
        td_compare_forbidden (self, number);
      return;
    }
  if (new == NULL)
    {
      td_compare_problem (
          self,
          g_strdup_printf (_ ("Content was removed after this signature (object %u)."), number));
      return;
    }
  /* Another generation makes references good that stood for nothing. */
  if (td_pdf_is_name (td_pdf_lookup (old, "Type"), "ObjStm") ||
      entry->generation != td_pdf_view_find (self->new, number)->generation)
    {
      td_compare_forbidden (self, number);
      return;
    }
  if (td_pdf_equal (old, new) && td_same_data (self->old.file, old, new))
    return;
  if (!td_compare_known (self, number, old, new))
    td_compare_forbidden (self, number);
}

static gint64
td_size_of (const TdPdfObject *trailer)
{
  const TdPdfObject *size = td_pdf_lookup (trailer, "Size");

  return size != NULL && size->type == TD_PDF_INTEGER ? size->as.integer : 0;
}

static void
td_compare_trailers (TdCompare *self)
{
  const TdPdfObject *old = td_pdf_file_section (self->old.file, self->old.first)->trailer;
  const TdPdfObject *new = td_pdf_file_section (self->new.file, self->new.first)->trailer;
  const TdPdfObject *a = td_pdf_lookup (old, "Info"), *b = td_pdf_lookup (new, "Info");

  /* What has a number beyond /Size does not exist; and hybrid tables say different things to
   * different programs. */
  for (guint i = self->new.first; i < self->old.first; i++)
    {
      const TdPdfSection *section = td_pdf_file_section (self->new.file, i);

      if (td_size_of (section->trailer) < td_size_of (old) || section->is_hybrid)
        td_compare_problem (self, g_strdup (_ ("The table of the file was changed after this "
                                               "signature.")));
    }
  if (!td_pdf_equal (td_pdf_lookup (old, "Root"), td_pdf_lookup (new, "Root")))
    td_compare_problem (self,
                        g_strdup (_ ("The whole document was replaced after this signature.")));
  if (a != NULL && b != NULL && td_number_of (a) != td_number_of (b))
    td_compare_forbidden (self, td_number_of (b));
}

static GHashTable *
td_index_fields (const GPtrArray *fields)
{
  GHashTable *numbers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      TdPdfField *field = g_ptr_array_index ((GPtrArray *) fields, i);

      if (field->number != 0)
        g_hash_table_insert (numbers, GUINT_TO_POINTER (field->number), field);
    }
  return numbers;
}

static void
td_compare_prepare (TdCompare *self)
{
  const TdPdfObject *trailer = td_pdf_file_section (self->old.file, self->old.first)->trailer;
  const TdPdfObject *root = td_pdf_view_root (self->old);
  const TdPdfObject *form = td_pdf_view_lookup (self->old, root, "AcroForm");
  g_autoptr (GArray) pages = td_pdf_list_pages (self->old);

  self->old_fields = td_pdf_form_list (self->old);
  self->new_fields = td_pdf_form_list (self->new);
  self->old_numbers = td_index_fields (self->old_fields);
  self->new_numbers = td_index_fields (self->new_fields);
  self->looks = g_hash_table_new (NULL, NULL);
  self->annots = g_hash_table_new (NULL, NULL);
  self->root = td_number_of (td_pdf_lookup (trailer, "Root"));
  self->info = td_number_of (td_pdf_lookup (trailer, "Info"));
  self->form = td_number_of (td_pdf_lookup (root, "AcroForm"));
  self->metadata = td_number_of (td_pdf_lookup (root, "Metadata"));
  self->fields = td_number_of (td_pdf_lookup (form, "Fields"));
  for (guint i = 0; i < pages->len; i++)
    g_hash_table_add (self->annots, GUINT_TO_POINTER (td_number_of (td_pdf_lookup (
                                        g_array_index (pages, TdPdfPage, i).page, "Annots"))));
  for (guint i = 0; i < self->old_fields->len; i++)
    {
      const TdPdfField *field = g_ptr_array_index (self->old_fields, i);
      const TdPdfObject *look = td_pdf_view_lookup (self->old, field->object, "AP");
      const TdPdfField *now =
          g_hash_table_lookup (self->new_numbers, GUINT_TO_POINTER (field->number));

      if (td_is_null (field->value) && now != NULL && !td_is_null (now->value) &&
          td_pdf_is_name (field->type, "Tx"))
        g_hash_table_add (self->looks, GUINT_TO_POINTER (td_number_of (td_pdf_lookup (look, "N"))));
    }
  g_hash_table_remove (self->looks, GUINT_TO_POINTER (0));
  g_hash_table_remove (self->annots, GUINT_TO_POINTER (0));
}

static void
td_compare_clear (TdCompare *self)
{
  g_ptr_array_unref (self->old_fields);
  g_ptr_array_unref (self->new_fields);
  g_hash_table_unref (self->old_numbers);
  g_hash_table_unref (self->new_numbers);
  g_hash_table_unref (self->looks);
  g_hash_table_unref (self->annots);
  g_clear_pointer (&self->referenced, g_hash_table_unref);
}

/**
 * td_changes_find:
 * @file: a file
 * @before: its newest section when it was signed; the newest now is 0
 * @permissions: (nullable): what the signer allows
 * @cancellable: (nullable): once it is cancelled, what is returned means nothing
 *
 * Looks at every object that a later section speaks of. Allowed are: a page gets more signature
 * fields, so does the form; an empty text or signature field is filled; certificates for later
 * verification are added. Of these the signer may forbid some, or all but the last.
 *
 * Returns: (transfer full): what changed
 */
TdChanges *
td_changes_find (TdPdfFile *file,
                 guint before,
                 const TdPermissions *permissions,
                 GCancellable *cancellable)
{
  TdChanges *changes = g_new0 (TdChanges, 1);
  TdCompare self = { changes, { file, before }, { file, 0 }, permissions };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  changes->problems = g_ptr_array_new_with_free_func (g_free);
  changes->notes = g_ptr_array_new_with_free_func (g_free);
  if (before == 0)
    return changes;
  td_compare_prepare (&self);
  td_compare_trailers (&self);
  for (guint s = 0; s < before; s++)
    {
      const TdPdfSection *section = td_pdf_file_section (file, s);

      for (guint i = 0; i < section->entries->len; i++)
        {
          guint32 number = g_array_index (section->entries, TdPdfEntry, i).number;

          if (g_cancellable_is_cancelled (cancellable))
            break;
          if (number > 0 && g_hash_table_add (seen, GUINT_TO_POINTER (number)))
            td_compare_one (&self, number);
        }
    }
  changes->only_proof = self.proof && !self.other;
  if (permissions != NULL && permissions->final && !changes->only_proof)
    td_compare_problem (
        &self, g_strdup (_ ("Its signer allows no change, but the document was changed.")));
  td_compare_clear (&self);
  return changes;
}
