/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-package.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-docx-xml.h"
#include "td-error.h"
#include "td-xml-part.h"

#define MAX_RELATIONSHIPS 100000

typedef gboolean (*RelationshipFunc) (
    const char *id, const char *type, const char *target, gboolean external, gpointer data);

/* "word/document.xml" -> "word/_rels/document.xml.rels" */
static char *
relationships_of (const char *part)
{
  const char *slash = strrchr (part, '/');

  if (slash == NULL)
    return g_strdup_printf ("_rels/%s.rels", part);

  return g_strdup_printf ("%.*s/_rels/%s.rels", (int) (slash - part), part, slash + 1);
}

/* A target is relative to the folder of the part, or begins at the root; "../" never leaves it. */
static char *
resolve_target (const char *part, const char *target)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *joined =
      *target == '/' ? g_strdup (target) : g_strdup_printf ("%s/%s", folder, target);
  g_auto (GStrv) pieces = g_strsplit (joined, "/", 64);

  for (char **piece = pieces; *piece != NULL; piece++)
    {
      if (g_str_equal (*piece, "..") && path->len > 0)
        g_ptr_array_set_size (path, (int) path->len - 1);
      else if (**piece != '\0' && !g_str_equal (*piece, ".") && !g_str_equal (*piece, ".."))
        g_ptr_array_add (path, g_strdup (*piece));
    }
  g_ptr_array_add (path, NULL);

  return g_strjoinv ("/", (char **) path->pdata);
}

static gboolean
foreach_relationship (TdZip *zip,
                      const char *part,
                      RelationshipFunc func,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *name = relationships_of (part);
  g_autoptr (TdXmlPart) xml = NULL;
  TdXmlEvent event;
  guint n = 0;

  if (!td_zip_has (zip, name))
    return TRUE;
  xml = td_xml_part_open (zip, name, cancellable, error);
  if (xml == NULL)
    return FALSE;

  while ((event = td_xml_part_next (xml, error)) > TD_XML_END_OF_PART)
    {
      xmlNode *node;
      const char *id, *type, *target, *mode;

      if (event != TD_XML_START || td_xml_part_depth (xml) != 1)
        continue;
      node = td_xml_part_expand (xml, error);
      if (node == NULL)
        return FALSE;
      id = td_docx_attr (node, "Id");
      type = td_docx_attr (node, "Type");
      target = td_docx_attr (node, "Target");
      mode = td_docx_attr (node, "TargetMode");
      if (type != NULL && strrchr (type, '/') != NULL)
        type = strrchr (type, '/') + 1;
      if (id != NULL && type != NULL && target != NULL && strlen (target) <= 4096 &&
          ++n <= MAX_RELATIONSHIPS)
        func (id, type, target, mode != NULL && g_ascii_strcasecmp (mode, "External") == 0, data);
    }

  return event == TD_XML_END_OF_PART;
}

typedef struct
{
  TdZip *zip;
  const char *part;
  TdDocxPackage *package;
} Finder;

static void
keep (Finder *finder, char **slot, const char *target)
{
  g_autofree char *name = resolve_target (finder->part, target);

  if (*slot == NULL && td_zip_has (finder->zip, name))
    *slot = g_steal_pointer (&name);
}

static gboolean
find_document (
    const char *id, const char *type, const char *target, gboolean external, gpointer data)
{
  Finder *finder = data;

  if (!external && g_str_equal (type, "officeDocument"))
    keep (finder, &finder->package->document, target);

  return TRUE;
}

static gboolean
find_part (const char *id, const char *type, const char *target, gboolean external, gpointer data)
{
  Finder *finder = data;
  TdDocxPackage *package = finder->package;

  if (external)
    return TRUE;
  if (g_str_equal (type, "styles"))
    keep (finder, &package->styles, target);
  else if (g_str_equal (type, "numbering"))
    keep (finder, &package->numbering, target);
  else if (g_str_equal (type, "settings"))
    keep (finder, &package->settings, target);
  else if (g_str_equal (type, "footnotes"))
    keep (finder, &package->notes[0], target);
  else if (g_str_equal (type, "endnotes"))
    keep (finder, &package->notes[1], target);
  else if (g_str_equal (type, "comments"))
    keep (finder, &package->comments, target);
  else if (g_str_equal (type, "commentsExtended"))
    keep (finder, &package->comment_threads, target);

  return TRUE;
}

static void
refuse (TdZip *zip, GError **error)
{
  const char *name = td_zip_get_name (zip);

  if (td_zip_has (zip, "xl/workbook.xml"))
    td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                     _ ("The file “%s” is an Excel workbook, not a Word document."), name);
  else if (td_zip_has (zip, "content.xml") && td_zip_has (zip, "mimetype"))
    td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                     _ ("The file “%s” is an OpenDocument file. Save it as .docx and try again."),
                     name);
  else
    td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                     _ ("The file “%s” is not a Word document, or its main part is missing."),
                     name);
}

/**
 * td_docx_package_open:
 * @zip: a container
 * @cancellable: (nullable): looked at while reading
 * @error: TD_ERROR_BAD_INPUT when it is no Word document
 *
 * Returns: (transfer full): the names of its parts, %NULL with @error set
 */
TdDocxPackage *
td_docx_package_open (TdZip *zip, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdDocxPackage) package = g_new0 (TdDocxPackage, 1);
  Finder finder = { zip, "", package };

  if (!foreach_relationship (zip, "", find_document, &finder, cancellable, error))
    return NULL;
  if (package->document == NULL && td_zip_has (zip, "word/document.xml"))
    package->document = g_strdup ("word/document.xml");
  if (package->document == NULL || td_zip_has (zip, "xl/workbook.xml"))
    {
      refuse (zip, error);
      return NULL;
    }

  finder.part = package->document;
  if (!foreach_relationship (zip, package->document, find_part, &finder, cancellable, error))
    return NULL;

  return g_steal_pointer (&package);
}

/**
 * td_docx_package_free:
 * @package: (nullable) (transfer full): names of parts
 */
void
td_docx_package_free (TdDocxPackage *package)
{
  if (package == NULL)
    return;

  g_free (package->document);
  g_free (package->styles);
  g_free (package->numbering);
  g_free (package->settings);
  g_free (package->notes[0]);
  g_free (package->notes[1]);
  g_free (package->comments);
  g_free (package->comment_threads);
  g_free (package);
}

static gboolean
take_link (const char *id, const char *type, const char *target, gboolean external, gpointer data)
{
  if (external && g_str_equal (type, "hyperlink"))
    g_hash_table_insert (data, g_strdup (id), g_strdup (target));

  return TRUE;
}

/**
 * td_docx_package_links:
 * @zip: a container
 * @part: name of a part
 * @cancellable: (nullable): looked at while reading
 * @error: as td_xml_part_next()
 *
 * Returns: (transfer full): the outside addresses that @part refers to, by relationship id; %NULL
 *   with @error set
 */
GHashTable *
td_docx_package_links (TdZip *zip, const char *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!foreach_relationship (zip, part, take_link, links, cancellable, error))
    return NULL;

  return g_steal_pointer (&links);
}

/**
 * td_docx_package_note_formats:
 * @zip: a container
 * @part: "word/settings.xml"
 * @formats: (inout): number formats of footnotes and endnotes, set where the settings name one
 * @cancellable: (nullable): looked at while reading
 * @error: as td_xml_part_next()
 *
 * Returns: whether the settings could be read
 */
gboolean
td_docx_package_note_formats (
    TdZip *zip, const char *part, char *formats[2], GCancellable *cancellable, GError **error)
{
  g_autoptr (TdXmlPart) xml = td_xml_part_open (zip, part, cancellable, error);
  TdXmlEvent event;

  if (xml == NULL)
    return FALSE;

  while ((event = td_xml_part_next (xml, error)) > TD_XML_END_OF_PART)
    {
      xmlNode *node;
      int slot;

      if (event != TD_XML_START || td_xml_part_depth (xml) != 1)
        continue;
      node = td_xml_part_expand (xml, error);
      if (node == NULL)
        return FALSE;
      slot = td_docx_is_w (node, "footnotePr") ? 0 : td_docx_is_w (node, "endnotePr") ? 1 : -1;
      if (slot >= 0 && formats[slot] == NULL)
        formats[slot] = g_strdup (td_docx_child_val (node, "numFmt"));
    }

  return event == TD_XML_END_OF_PART;
}
