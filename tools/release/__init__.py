"""What a release is made of: wheel, source archive, bill of materials, hashes; and what its packages may be."""
